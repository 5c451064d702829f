import type { boardKo } from './board-ko.ts'
import type { Texts } from './texts.ts'

export const boardEn: Texts<typeof boardKo> = {
  board: { now: 'Now calling', before: 'Called before', called: '{{number}}, {{room}}', spoken: 'Number {{letter}} {{number}}, please come to {{room}}.' },
}
