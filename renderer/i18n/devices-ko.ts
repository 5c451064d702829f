/** What printer, voice, keys and forecasts say. */
export const devicesKo = {
  quiet: { badge: '한산한 시간' },
  voice: { again: '다시 듣기', volume: '소리 크기', off: '소리 끔', low: '작게', normal: '보통', high: '크게' },
  caret: { left: '커서 왼쪽으로', right: '커서 오른쪽으로' },
  printing: { taken: '번호표를 가져가세요.' },
  slip: { title: '접종 번호표', booked: '예약되었습니다', standby: '대기 번호', between: '{{from}}~{{to}} 사이에 부릅니다', by: '{{to}} 전에 부릅니다', standbyWhen: '자리가 나면 바로 부릅니다', notYet: '아직 예약은 아닙니다', later: '{{time}}에 오시면 됩니다', laterHow: '오시면 화면에서 도착을 알려 주세요', room: '{{room}}에서 부릅니다', qr: '접수처에 보여 주세요', madeAt: '{{time}} 발급' },
  printer: { 'paper-out': '번호표 용지가 떨어졌습니다. 용지를 넣어 주세요.', 'cover-open': '번호표 프린터 덮개가 열려 있습니다. 닫아 주세요.', silent: '번호표 프린터가 대답하지 않습니다. 전원과 선을 보아 주세요.', goesOn: '번호는 화면에 나오므로 접수는 그대로 하시면 됩니다.', unprinted: '못 뽑은 번호표 {{count}}장' },
} as const
