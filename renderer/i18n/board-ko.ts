/** The called board: what stands on it and what it says aloud. */
export const boardKo = {
  board: { now: '지금 부르는 번호', before: '앞서 부른 번호', called: '{{number}}, {{room}}', spoken: '{{letter}} {{number}}번 님, {{room, josa(pair: 으로/로)}} 와 주세요.' },
} as const
