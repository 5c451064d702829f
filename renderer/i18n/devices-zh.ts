import type { devicesKo } from './devices-ko.ts'
import type { Texts } from './texts.ts'

export const devicesZh: Texts<typeof devicesKo> = {
  quiet: { badge: '人较少' },
  voice: { again: '再听一遍', volume: '音量', off: '静音', low: '小声', normal: '适中', high: '大声' },
  caret: { left: '光标左移', right: '光标右移' },
  printing: { taken: '请取走号票。' },
  slip: { title: '接种号票', booked: '预约成功', standby: '候补号', between: '预计{{from}}~{{to}}叫号', by: '预计{{to}}前叫号', standbyWhen: '一有名额马上叫您', notYet: '目前还不是正式预约', later: '请在{{time}}到院', laterHow: '到达后请在屏幕上签到', room: '叫到号后请到{{room}}', qr: '请到前台出示', madeAt: '{{time}} 取号' },
  printer: { 'paper-out': '号票打印纸已用完，请装纸。', 'cover-open': '号票打印机盖未关，请关上。', silent: '号票打印机没有应答，请检查电源和连线。', goesOn: '号码会显示在屏幕上，请照常接待。', unprinted: '未打印的号票：{{count}}张' },
}
