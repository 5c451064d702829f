import type { devicesKo } from './devices-ko.ts'
import type { Texts } from './texts.ts'

export const devicesJa: Texts<typeof devicesKo> = {
  quiet: { badge: '空いている時間' },
  voice: { again: 'もう一度聞く', volume: '音量', off: '消音', low: '小さく', normal: 'ふつう', high: '大きく' },
  caret: { left: 'カーソルを左へ', right: 'カーソルを右へ' },
  printing: { taken: '番号票をお取りください。' },
  slip: { title: '接種番号票', booked: '予約完了です', standby: '空き待ち番号', between: '{{from}}~{{to}}ごろお呼びします', by: '{{to}}までにお呼びします', standbyWhen: '空きが出たらお呼びします', notYet: 'まだ予約ではありません', later: '{{time}}にお越しください', laterHow: '着いたら画面でお知らせください', room: '{{room}}へお呼びします', qr: '受付でお見せください', madeAt: '{{time}} 発行' },
  printer: { 'paper-out': '番号票の用紙がありません。用紙を入れてください。', 'cover-open': 'プリンターのカバーが開いています。閉めてください。', silent: 'プリンターが応答しません。電源とケーブルを確認してください。', goesOn: '番号は画面に出ますので、いつも通り受付できます。', unprinted: '印刷できなかった番号票 {{count}}枚' },
}
