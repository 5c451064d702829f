import type { devicesKo } from './devices-ko.ts'
import type { Texts } from './texts.ts'

export const devicesZh: Texts<typeof devicesKo> = {
  quiet: { badge: '人较少' },
  voice: { again: '再听一遍', volume: '音量', off: '静音', low: '小声', normal: '适中', high: '大声' },
  caret: { left: '光标左移', right: '光标右移' },
  printing: { taken: '请取走号码票。' },
  paper: { title: '接种号码票', booked: '已预约', standby: '候补号', between: '预计{{from}}~{{to}}叫号', by: '预计{{to}}前叫号', standbyWhen: '一有名额马上叫您', notYet: '目前还不是预约', later: '请在{{time}}过来', laterHow: '到达后请在屏幕上告知', room: '会叫您到{{room}}', qr: '请给前台看', madeAt: '{{time}} 发放' },
  printer: { 'paper-out': '号码票打印纸已用完，请装纸。', 'cover-open': '打印机盖未关，请关上。', silent: '打印机没有应答，请检查电源和连线。', goesOn: '号码会显示在屏幕上，请照常接待。', unprinted: '未打印的号码票：{{count}}张' },
}
