import type { ko } from './ko.ts'
import { questionsJa } from './questions-ja.ts'
import type { Texts } from './texts.ts'

export const ja: Texts<typeof ko> = {
  common: {
    back: '戻る', startOver: '最初へ', staffCall: '係員呼出', staffComing: '係員が来ます。\n少しお待ちください。', next: '次へ', yes: 'はい', no: 'いいえ', finish: '終了', more: '続きを見る', upAgain: '上に戻る',
    checkAgain: 'もう一度お確かめください。', screenSettings: '画面設定', settingsDone: '続ける', textSize: '拡大', contrast: 'コントラスト', sound: '音声', low: '低く', language: '言語', languageShort: '言語', people: '{{count}}人',
    wait: '少しお待ちください。入力した内容はそのままです。', tellDesk: '受付にお知らせください。入力した内容はそのままです。', replay: 'もう一度聞く',
  },
  languages: { title: '言語を選んでください', keep: 'このまま' },
  attract: { touch: '画面をタッチ', walkIn: '予約は不要です' },
  wait: {
    soon: 'すぐ', within: '{{high}}分以内', range: '{{low}}~{{high}}分', soonLong: 'ほとんど待ちません', withinLong: '{{high}}分以内にお呼びします', rangeLong: '{{low}}~{{high}}分ほどお待ちください',
    soonFact: 'まもなく', withinFact: '{{high}}分', rangeFact: '{{low}}~{{high}}分', soonFactEnd: 'お呼びします', withinFactEnd: '以内にお呼びします', rangeFactEnd: 'ほどお待ちください',
  },
  welcome: { title: 'ご用件をどうぞ', nowCalling: 'お呼び出し中', nobody: 'お呼び出しはまだありません', waiting: '{{count}}人待ち', noneWaiting: 'お待ちの方はいません', bookNow: '今すぐ受付', bookNowFor: '予約のない方はこちら', checkIn: '予約の確認・到着', findMine: '予約の検索・取消' },
  steps: { vaccine: 'ワクチン', person: '受ける方', health: '予診票', confirm: '確認' },
  vaccine: { title: 'ご希望のワクチン', standby: '空き待ち', fullNow: '今は満員', fullToday: '本日は満員', waitLabel: '待ち時間' },
  when: { title: 'いつ受けますか', soonest: 'できるだけ早く', standby: '空き待ち番号', standbyHint: '空きが出たらお呼びします' },
  name: { title: 'お名前をどうぞ', hint: '次の画面から{{masked}}と表示します。', hintEmpty: '次の画面から名前を隠します。', forOther: '子どもや親の代わりに', forOtherShort: '代わりに受付', titleOther: '受ける方のお名前', wrong: 'お名前を入れてから「次へ」を押してください。' },
  guardian: { title: '保護者のお名前', hint: '一緒に来られた保護者の方です。', needed: '14歳未満は保護者のお名前が必要です。' },
  birthDate: { title: '生年月日をどうぞ', hint: '例：1957 03 04', wrong: '8桁の数字をもう一度お確かめください。' },
  phone: { title: '電話番号をどうぞ', hint: '受付の確認だけに使います。', wrong: '電話番号をもう一度お確かめください。' },
  sex: { title: '性別を選んでください', lead: '予診票の質問が少し変わります。', female: '女性', male: '男性', unspecified: '回答しない' },
  question: { ...questionsJa, calm: '回答は医師に伝わります。\n接種は医師が判断します。', calmShort: '回答は医師に伝わります。\n医師が判断します。', detail: '内容をご記入ください', detailHint: '医師だけが見ます。', detailSkipShort: '書かない', detailSkip: '書かずに進む' },
  confirm: {
    title: 'これでよろしいですか', vaccine: 'ワクチン', name: 'お名前', birthDate: '生年月日', year: '{{year}}年**月**日', phone: '電話番号', guardian: '保護者', when: '時間', flagged: '医師への回答', none: 'なし', count: '{{count}}件',
    consent: 'この内容を病院に伝えることに同意します。', confirm: '受付する', why: '同意を押すと受付できます。',
  },
  ticket: {
    booked: '予約完了です', standby: '空き待ち番号', ahead: 'お待ちの方', nobodyAhead: '次の番です', sit: '座ってお待ちください。', call: '{{room}}へお呼びします。', place: '待ち順', nth: '{{count}}番目',
    standbyWhen: '空きが出たら', standbyCall: 'お呼びします', notYet: 'まだ予約ではありません。', sitStandby: '座ってお待ちください。', later: '{{time}}にお越しください。', laterHow: '着いたらこの画面でお知らせください。',
    remember: 'この番号を\nお控えください。', printed: '番号票が出ます。', qr: 'スマホで撮影して、\n受付でお見せください。', repeated: 'すでにお持ちの番号です。',
  },
  find: {
    phoneTitle: '電話番号の下4桁', phoneHint: '予約のときの番号です。', phoneWrong: '4桁すべて押してください。', unread: 'このQRでは見つかりません。\n番号で探してください。', none: '予約が見つかりません', noneLead: 'もう一度入力するか、\n受付にお知らせください。', again: 'もう一度探す', title: '予約が見つかりました',
    checkIn: '到着を知らせる', show: '番号を見る', cancel: '予約を取り消す', cancelSure: '本当に取り消しますか', cancelYes: '取り消す', keep: 'そのままにする', cancelled: '取り消しました。', inQueue: 'すでに受付済みです。番号を呼ばれたらお越しください。', over: '終了した予約です。',
  },
  idle: { title: '続けますか', body: '時間になると、入力した内容を\nすべて消して最初に戻ります。', left: '秒', continue: '続ける', erase: '消して最初へ', elsewhere: 'ほかの所に触れても続きます。' },
  keyboard: { space: '空白', blank: '空白', letters: '英字', hangul: '한글', ten: '천지인', rows: '두벌식', shift: '大文字', backspace: '削除' },
}
