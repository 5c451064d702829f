/** What is done with a person at the desk: acts, doses, vials, the tray. */
export const deskActsKo = {
  visit: {
    move: '순서 옮기기', transfer: '방 옮기기', reschedule: '시간 바꾸기', cancel: '취소', nth: '{{count}}번', note: '메모', undo: '되돌리기', seen: '확인', notAtCall: '불러도 안 오셨습니다. 안 오심(N)으로 두거나 건너뛰기(S)로 뒤에 세우세요.', notCome: '예약 시간이 지났습니다. 안 오심(N)이나 시간 바꾸기(R)를 누르세요.',
    ask: { move: '어디로', transfer: '어느 방', reschedule: '몇 시로', cancel: '왜' }, do: { move: '옮기기', transfer: '옮기기', reschedule: '바꾸기', cancel: '취소하기' },
    reasons: { patient: '환자분이 원함', staff: '병원 사정', duplicate: '두 번 접수됨' }, slot: '{{from}}~{{to}} · 자리 {{count}}', before: '{{number}} {{name}} 앞', atEnd: '맨 뒤', none: { transfer: '다른 방이 없습니다. 병원 설정에서 방을 더하세요.', reschedule: '오늘 남은 시간이 없습니다.' },
    q1: '최근 한 달 안에 다른 백신', q2: '백신을 맞고 치료받은 적', q3: '오늘 불편한 곳', q4: '임신 또는 임신 가능', q5: '약·음식·백신 알레르기', q6: '암·백혈병·면역 질환', q7: '최근 3개월 스테로이드·항암·방사선', q8: '최근 1년 수혈·면역 글로불린', q9: '피가 잘 굳지 않음·항응고제', q10: '경련·뇌·신경 질환', q11: '오래 앓는 병',
  },
  dose: {
    watch: '관찰', noWatch: '관찰 안 함', by: '접종자', nobody: '고르지 않음', recalled: '회수된 로트', expired: '기한 지남 {{date}}', caution: '접종 전에 확인할 것', inTheArm: '아직 놓지 않았다면 다른 로트를 고르세요. 이미 놓았다면 그대로 기록합니다.', nameMissing: '로그인하면 이름이 남습니다. 급하면 이름 없이 기록하고 이어 가세요.', withoutName: '이름 없이 기록', otherLot: '다른 로트 고르기', confirm: '이미 접종함', why: '까닭', doNotGiven: '접종 안 함으로 마침',
    today: '오늘 맞은 것', inError: '잘못 적음', whyWrong: '무엇이 잘못됐나요?', markWrong: '표시하기', wrongPerson: '잘못 적은 기록으로 표시',
    cautions: { 'lot-expired': '유효 기한이 지난 로트입니다.', 'lot-recalled': '회수된 로트입니다.', 'lot-unknown': '목록에 없는 로트입니다.', 'other-vaccine': '접수한 백신과 다릅니다.', 'vial-over': '연 지 여섯 시간이 지난 바이알입니다.', 'same-dose-today': '오늘 같은 백신을 이미 맞은 기록이 있습니다.', 'not-signed': '로그인한 사람이 없어 접종자 이름이 남지 않습니다.' },
    reasons: { doctor: '의사 판단', patient: '환자분이 원하지 않음', fever: '열이 있음', 'out-of-stock': '백신 없음', other: '그 밖' },
  },
  vial: { open: '바이알 열기', opening: '바이알을 엽니다', start: '지금 열기', left: '남은 {{count}}', clock: '{{time}} 뒤 버림', over: '시간 지남', callStandby: '대기 {{number}} 부르기', waste: '버린 것 적기', which: '바이알', count: '몇 회분', doWaste: '버림으로 적기', reasons: { 'time-over': '시간 지남', broken: '깨짐', 'cold-chain': '온도 벗어남', 'drawn-wrong': '잘못 뽑음', 'left-over': '남음', other: '그 밖' } },
  acts: {
    'check-in': '도착 확인', call: '부름', recall: '다시 부름', skip: '건너뜀', move: '순서 옮김', transfer: '방 옮김', reschedule: '시간 바꿈', cancel: '취소', 'no-show': '안 오심', observe: '관찰 시작', observed: '관찰 마침', dose: '접종 기록', 'not-given': '접종 안 함', 'dose-in-error': '접종 기록 잘못', merge: '하나로 합침', undo: '되돌림', undone: '되돌림',
    paper: '종이에서 옮겨 적음', 'vial-opened': '바이알 엶', wasted: '버림', 'lot-marked': '로트 표시', 'signed-in': '로그인', 'signed-out': '로그아웃', 'sign-in-failed': '로그인 실패', 'staff-added': '직원 더함', 'staff-changed': '직원 바꿈', 'pin-set': 'PIN 정함', 'pin-recovered': 'PIN 되찾음', 'recovery-failed': 'PIN 되찾기 실패', 'problem-fixed': '확인할 일 고침', 'problem-kept': '확인할 일 그대로 둠', 'problem-escalated': '책임자에게 넘김',
    'not-duplicates': '다른 두 분', settings: '설정 바꿈', 'numbers-reserved': '종이 번호 받음', 'sheet-printed': '명단 엶', 'history-exported': '지난 기록 저장', 'history-searched': '지난 기록 찾음', 'person-viewed': '지난 방문 봄', 'message-seen': '알림 읽음', 'identity-forgotten': '보관 기간이 지난 이름 지움',
  },
  words: { 'lot-recall': '로트 회수', 'rule-change': '바뀐 규칙', notice: '중앙에서 온 알림', more: '외 {{count}}건', recallMeans: '이 로트는 놓지 말고 따로 두세요. 접종을 기록할 때 한 번 더 묻습니다.' },
  tray: {
    title: '확인할 일 {{count}}', keep: '그대로 두기', escalate: '책임자에게 넘기기', show: '이 분 보기', handedOver: '책임자에게 넘긴 일입니다.', do: '이렇게 고치기', field: '({{field}})', fields: { name: '이름', birthDate: '생년월일', phone: '전화번호', sex: '성별', guardianName: '보호자' },
    fix: { correct: '고치기', 'other-slot': '다른 시간 주기', standby: '대기로 옮기기', 'send-again': '다시 보내기' }, sure: { standby: '대기 번호로 줄에 세웁니다. 번호는 그대로입니다.', 'send-again': '같은 내용을 다시 보냅니다.' },
    maybeOne: '같은 분일 수 있습니다.', because: { 'same-phone': '전화번호 같음', 'same-name': '이름 같음', 'near-name': '이름 비슷함', 'same-birth-date': '생년월일 같음' }, bothStay: '두 기록 모두 남습니다. 고르지 않은 번호만 취소됩니다.', keepNumber: '{{number}}만 남기기', twoPersons: '다른 두 분입니다', signInToSee: '로그인하면 보입니다',
  },
} as const
