import type { ko } from './ko.ts'
import { questionsZhCn } from './questions-zh-cn.ts'
import type { Texts } from './texts.ts'

export const zhCn: Texts<typeof ko> = {
  common: {
    back: '返回', startOver: '回首页', staffCall: '呼叫帮助', staffComing: '已呼叫工作人员。\n请稍等。', next: '下一步', yes: '是', no: '否', finish: '完成', more: '查看更多', upAgain: '回到顶部',
    checkAgain: '请再核对一遍。', screenSettings: '屏幕设置', settingsDone: '继续', textSize: '大字', contrast: '高对比', sound: '声音', low: '下移', language: '语言', languageShort: '语言', people: '{{count}}人',
    wait: '请稍等。您填写的内容都保留着。', tellDesk: '请告知前台。您填写的内容都保留着。', replay: '再听一遍',
  },
  languages: { title: '请选择语言', keep: '保持不变' },
  attract: { touch: '请触摸屏幕', walkIn: '无需预约' },
  wait: {
    soon: '马上', within: '{{high}}分钟内', range: '{{low}}~{{high}}分钟', soonLong: '几乎不用等', withinLong: '{{high}}分钟内叫号', rangeLong: '大约等{{low}}~{{high}}分钟',
    soonFact: '马上', withinFact: '{{high}}分钟', rangeFact: '{{low}}~{{high}}分钟', soonFactEnd: '就会叫号', withinFactEnd: '内叫号', rangeFactEnd: '左右叫号',
  },
  welcome: { title: '请问您要办什么？', nowCalling: '正在叫号', nobody: '还没有叫号', waiting: '{{count}}人等候', noneWaiting: '无人等候', bookNow: '现在取号', bookNowFor: '没有预约，请按这里', checkIn: '已有预约，签到', findMine: '查找或取消预约' },
  steps: { vaccine: '疫苗', person: '接种人', health: '健康询问', confirm: '确认' },
  vaccine: { title: '您要接种哪种疫苗？', standby: '候补号', fullNow: '现在名额已满', fullToday: '今天名额已满', waitLabel: '预计等候' },
  when: { title: '您想何时接种？', soonest: '尽快', standby: '取候补号', standbyHint: '有名额时叫您' },
  name: { title: '请输入姓名', hint: '从下一屏起显示为{{masked}}。', hintEmpty: '从下一屏起，姓名会遮住。', forOther: '替孩子或父母取号', forOtherShort: '替别人取号', titleOther: '请输入接种人姓名', wrong: '请先输入姓名，再按下一步。' },
  guardian: { title: '请输入监护人姓名', hint: '一同前来的监护人。', needed: '未满14岁需要监护人姓名。' },
  birthDate: { title: '请输入出生日期', hint: '例：1957 03 04', wrong: '请再核对这八位数字。' },
  phone: { title: '请输入电话号码', hint: '只用来查找您的预约。', wrong: '请再核对电话号码。' },
  sex: { title: '请选择性别', lead: '部分健康问题因性别而不同。', female: '女', male: '男', unspecified: '不回答' },
  question: { ...questionsZhCn, calm: '您的回答会原样交给医生。\n能否接种由医生决定。', calmShort: '回答会交给医生。\n由医生决定。', detail: '请写明情况', detailHint: '只有医生会看到。', detailSkipShort: '跳过', detailSkip: '不写，继续' },
  confirm: {
    title: '这些内容正确吗？', vaccine: '疫苗', name: '姓名', birthDate: '出生日期', year: '{{year}}年**月**日', phone: '电话', guardian: '监护人', when: '时间', flagged: '医生要看的回答', none: '无', count: '{{count}}项',
    consent: '我同意将这些内容提供给医院。', confirm: '取号', why: '请先按同意，再取号。',
  },
  ticket: {
    booked: '预约成功', standby: '这是候补号', ahead: '前面还有', nobodyAhead: '下一位就是您', sit: '请就座等候。', call: '叫到号后请到{{room}}。', place: '候补顺序', nth: '第{{count}}位',
    standbyWhen: '一有名额', standbyCall: '马上叫您', notYet: '目前还不是正式预约。', sitStandby: '请就座等候。', later: '请在{{time}}到院。', laterHow: '到了以后，请在这个屏幕上签到。',
    remember: '请记住这个号码。', printed: '正在打印号票。', qr: '请用手机拍下来，\n到前台出示。', repeated: '这是您之前取的号码。',
  },
  find: {
    phoneTitle: '请输入电话号码后四位', phoneHint: '预约时填写的号码。', phoneWrong: '请输入全部四位数字。', unread: '没有找到这个二维码的预约。\n请输入号码查找。', none: '没有找到预约', noneLead: '请重新输入号码，\n或告知前台。', again: '重新查找', title: '找到了您的预约',
    checkIn: '我到了，签到', show: '看我的号码', cancel: '取消预约', cancelSure: '确定要取消预约吗？', cancelYes: '确定取消', keep: '保留预约', cancelled: '预约已取消。', inQueue: '您已经在排队。叫到号码时请过来。', over: '这个预约已经结束。',
  },
  idle: { title: '还要继续吗？', body: '时间到后，填写的内容会全部\n清除并回到首页。', left: '秒', continue: '继续', erase: '清除并回首页', elsewhere: '触摸其他地方也会继续。' },
  keyboard: { space: '空格', blank: '空格', letters: '英文', hangul: '한글', ten: '천지인', rows: '두벌식', shift: '大写', backspace: '删除' },
}
