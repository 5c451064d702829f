export const operatorKo = {
  app: { title: '중앙 운영', clinics: '의원', slots: '자리', cases: '확인할 일', messages: '알림', search: '의원 이름, 기기', leave: '나가기', language: 'English', noAnswer: '서비스가 답하지 않습니다. 보이는 것은 마지막으로 들은 것입니다.', busy: '서비스가 바쁩니다. 잠시 뒤 저절로 다시 묻습니다.', refused: '받아들이지 않았습니다: {{detail}}', close: '닫기', cancel: '그만두기', choose: '왼쪽에서 하나를 고르세요.', loading: '읽는 중' },
  signIn: { title: '중앙 운영', operator: '이름이나 직원 번호', operatorHint: '신고와 결정에 남는 이름입니다.', token: '관리자 토큰', tokenHint: '서비스를 시작할 때 나온 글자입니다. 이 창을 닫으면 잊습니다.', enter: '들어가기', wrong: '토큰이 맞지 않습니다.', locked: '여러 번 틀려 잠시 잠겼습니다.', noAnswer: '서비스가 답하지 않습니다.' },
  span: { seconds: '{{count}}초', minutes: '{{count}}분', hours: '{{count}}시간', days: '{{count}}일' },
  figures: { connected: '연결된 의원', booked: '오늘 예약', backlog: '아직 오지 않은 것', oldest: '가장 오래된 것', pool: '나눠 주지 않은 자리', count: '건', about: '약', none: '없음' },
  fleet: {
    name: '오래 기다린 순서', devices: '기기', lastSeen: '마지막 연결', backlog: '보낼 것 · 눈금 10건', oldest: '오래된 것', free: '남은 자리', state: '상태', about: '약', never: '아직 없음', more: '{{count}}곳이 더 있습니다. 이름으로 찾으세요.', nobody: '찾는 의원이 없습니다.', empty: '아직 의원이 없습니다.',
    states: { act: '사람이 볼 것', cut: '끊김', sending: '보내는 중', fine: '정상', none: '기기 없음' }, tables: '표로 받기', table: { bookings: '예약', doses: '접종', slots: '자리', devices: '기기' },
  },
  clinic: {
    cutFor: '{{span}}째 끊김', allHere: '접수는 그곳에서 이어지고 있습니다.', guess: '보낼 것은 약 {{count}}건으로 어림합니다. 이어지면 몇 초 안에 들어옵니다.', learning: '되살린 장부를 다시 배우는 중입니다. 그동안 새 자리는 나가지 않습니다.',
    todo: '지금 할 일', todoFine: '할 일이 없습니다.', todoSending: '기다리면 됩니다. 보내는 중입니다.', todoCut: '전화로 연결을 확인하세요. 자리가 떨어지면 그 뒤로는 대기 번호만 나갑니다.', todoCutNone: '자리가 떨어져 대기 번호만 나갑니다. 전화로 연결을 확인하세요.', todoAct: '확인할 일이 있습니다.', todoNone: '등록 코드를 만들어 기기를 등록하세요.', todoForked: '복제되었거나 되돌아간 기기가 있습니다. 그 기기에 새 등록 코드를 주세요.',
    showCases: '확인할 일 보기', showSlots: '자리 보기', newCode: '등록 코드 만들기', codes: '쓰지 않은 등록 코드', station: '접수기 {{letter}}', version: '버전', lastSeen: '마지막 연결', backlog: '보낼 것', backlogThen: '지난 연결에 {{count}}건', oldest: '가장 오래된 것', free: '빈 자리', freeThen: '지난 연결에 {{count}}', clock: '시계', clockRight: '맞음', clockAhead: '{{span}} 빠름', clockBehind: '{{span}} 느림', drill: '마지막 훈련', noDrill: '아직 없음', unknown: '모름', epoch: '{{count}}번째 등록',
    device: { ok: '정상', cut: '끊김', forked: '복제 의심', revoked: '해지됨', lost: '분실 신고됨', never: '아직 연결 안 됨' }, reportLost: '분실 신고', reEnrol: '다시 등록할 코드',
  },
  code: { title: '등록 코드', forClinic: '{{name}} 새 기기', forDevice: '{{name}} 접수기 {{letter}}', until: '{{when}}까지 · 한 번만', how: '기기의 첫 화면에 QR을 보이거나 코드를 적어 주세요.', qr: '등록 코드 QR' },
  lost: {
    title: '접수기 {{letter}}, 분실 신고', clinic: '{{name}}', free: '빈 자리 {{count}}개는 이제 아무도 나눠 주지 않습니다. 그 기기가 이미 팔았을 수도 있기 때문입니다.', noFree: '이 기기가 가진 빈 자리는 없습니다.', booked: '이미 된 예약 {{count}}건은 그대로입니다. 번호표를 들고 온 분은 QR로 확인됩니다.', backlog: '지난 연결에 보내지 못한 것이 {{count}}건 있었습니다. 디스크가 돌아오면 들어옵니다.', noBacklog: '지난 연결까지 보낸 것은 모두 여기 있습니다. 그 뒤의 것은 그 기기에만 있습니다.', entries: '이 기기는 더는 자리를 받지 못합니다. 보낸 기록은 계속 받습니다.', windows: '시간이 끝나면 나타나지 않은 자리는 대기하는 분께 갑니다.', undo: '되돌릴 수 없습니다. 기기를 찾으면 새 등록 코드로 다시 등록합니다.', perWindow: '시간별 빈 자리', reason: '까닭', reasonHint: '예: 화면이 깨져 켜지지 않음', confirm: '분실로 신고하기', done: '신고했습니다. 자리 {{count}}개가 확인 안 된 자리가 되었습니다.', already: '이미 분실로 신고된 기기입니다.',
  },
  slots: {
    clinic: '의원', date: '날짜', vaccine: '백신', all: '모든 백신', time: '시간', capacity: '정원', places: '자리 · 눈금 1자리', empty: '이날에는 시간이 없습니다.', until: '{{start}}~{{end}}',
    states: { pool: '안 내줌', allotted: '기기가 가짐', booked: '예약', inDoubt: '확인 안 됨', limbo: '보류', void: '없앰', perished: '지나감' },
    meaning: { pool: '중앙이 쥐고 있어 언제든 내줄 수 있습니다.', allotted: '기기가 받아 두어 끊겨도 팔 수 있습니다.', booked: '사람이 있는 자리입니다.', inDoubt: '기기를 잃어 팔렸는지 모르는 자리입니다.', limbo: '되살린 장부가 다시 배우는 동안 둡니다.', void: '정원을 줄여 없앤 자리입니다.', perished: '시간이 지난 자리입니다.' },
    change: '정원 바꾸기', newCapacity: '새 정원', preview: '어떻게 되는지 보기',
  },
  cut: { title: '정원 {{from}} → {{to}}', same: '지금과 같습니다.', added: '자리 {{count}}개가 새로 생깁니다. 대기하는 분께 먼저 갑니다.', voided: '나눠 주지 않은 자리 {{count}}개가 바로 없어집니다.', recalled: '기기가 가진 빈 자리 {{count}}개를 돌려 달라고 합니다. 기기가 이어져야 돌아오고, 그 전에 팔리면 예약이 됩니다.', over: '이미 예약된 {{count}}건이 정원보다 많습니다. 프로그램은 취소하지 않습니다. 직원이 전화해야 합니다.', noOver: '이미 된 예약은 모두 그대로입니다.', calls: '전화할 번호', confirmCut: '이대로 줄이기', confirmMore: '이대로 늘리기', done: '바꿨습니다. 바로 없앤 자리 {{count}}개.', callList: '전화할 분: {{numbers}}' },
  cases: {
    all: '모두', kinds: { problem: '거절된 기록', duplicate: '겹친 예약', overdraft: '자리 없는 접종', 'in-doubt': '확인 안 된 자리' }, empty: '확인할 일이 없습니다.', showClosed: '끝낸 일도 보기', closedBy: '{{who}} · {{when}}', what: '무슨 일인가요', safe: '무엇이 그대로인가요', todo: '무엇을 할까요', note: '어떻게 확인했나요', noteHint: '이름은 적지 마세요.', close: '확인했습니다', closed: '끝냄',
    problem: '{{station}} {{number}}\u00a0· {{code}}', problemSafe: '이 기록은 그 기기에 그대로 있고, 뒤따르는 기록은 막히지 않았습니다.', entryType: '기록 종류', detail: '어디가', who: '누구', unknownTicket: '번호 모름',
    codes: {
      PLACE_NOT_HELD: '그 자리는 다른 분께 먼저 갔습니다. 이분은 대기로 남아 있습니다. 의원에 전화해 먼저 말씀드리게 하세요.', TRANSITION_NOT_ALLOWED: '다른 곳에서 먼저 처리된 접수입니다. 의원의 접수처가 목록을 다시 보면 됩니다.', BODY_INVALID: '적힌 내용 하나가 맞지 않습니다. 의원의 접수처에서 그 칸을 고쳐 다시 넣게 하세요.', UNKNOWN_TYPE: '이 서비스가 모르는 기록입니다. 서비스를 새 버전으로 올리면 다시 들어옵니다.', UNKNOWN_SLOT: '여기 없는 시간입니다. 의원의 시간표가 지워졌는지 보세요.', UNKNOWN_BOOKING: '다른 의원의 접수입니다. 의원에 어느 번호인지 물어보세요.', BOOKING_EXISTS: '이미 있는 예약입니다. 할 일은 없습니다.', PLACE_MISSING: '자리가 적히지 않은 예약입니다. 기기 프로그램의 버전을 확인하세요.', ENTRY_ID_REUSED: '같은 번호로 다른 내용이 왔습니다. 기기가 복제되었을 수 있습니다. 그 기기를 다시 등록하세요.', ENTRY_OF_ANOTHER_DEVICE: '다른 기기의 기록입니다. 의원의 연결 방법을 확인하세요.', RECEIPT_INVALID: '번호표의 서명이 맞지 않습니다. 의원에서 번호와 생년월일로 찾게 하세요.', other: '기술 담당에게 기록 종류와 코드를 알려 주세요.',
    },
    duplicate: '{{name}} · {{count}}곳', duplicateWhat: '이름과 생년월일, 전화번호가 같은 분이 여러 의원에 있습니다.', same: '같은 백신입니다.', different: '백신은 서로 다릅니다.', duplicateSafe: '두 예약 모두 그대로입니다. 프로그램은 합치지도 지우지도 않습니다.', duplicateTodo: '같은 분인지 의원에 전화로 물어보세요. 맞으면 한쪽에서 취소하고, 다른 분이면 그대로 두세요.', born: '{{year}}년생',
    overdraft: '{{number}} · {{vaccine}}', overdraftWhat: '자리 없이 접종했습니다. 사실이므로 그대로 적었습니다.', overdraftSafe: '접종 기록과 다른 예약은 모두 그대로입니다.', overdraftTodo: '그날 백신 재고와 정원이 맞는지 의원에 확인하세요. 자주 생기면 정원을 늘리세요.',
    inDoubt: '접수기 {{letter}} · {{count}}자리', inDoubtWhat: '기기를 잃거나 다시 등록해, 팔렸는지 모르는 자리입니다.', inDoubtSafe: '번호표를 들고 온 분은 QR로 이 자리를 찾습니다.', inDoubtTodo: '{{when}}에 저절로 끝나고, 그때까지 나타나지 않은 자리는 지나갑니다. 기다리는 것이 안전합니다.', release: '내 책임으로 다시 내주기', releaseRisk: '이 자리를 이미 받은 분이 있으면 두 분이 한 자리에 옵니다. 누가 정했는지 남습니다.', releaseTitle: '접수기 {{letter}}의 자리 {{count}}개를 다시 내줄까요?', releaseAll: '자리 {{count}}개가 바로 풀려, 대기하는 분과 다른 접수기에 갑니다.', releaseLate: '그 기기가 나중에 이어져 이 자리를 팔았다고 하면, 그분은 대기로 바뀌고 의원이 전화해야 합니다.', releaseWait: '그대로 두면 {{when}}에 저절로 끝나고, 겹치는 분이 없습니다.', releaseUndo: '되돌릴 수 없습니다.', releaseReason: '이유', releaseReasonHint: '예: 의원에서 번호표 묶음을 모두 확인함', releaseConfirm: '알고 내주기', released: '자리 {{count}}개를 다시 내줍니다.', releasedNot: '{{count}}개는 정원이 줄었거나 그사이 처리되어 내주지 않았습니다.', places: '자리',
    status: { booked: '예약', waitlist: '대기', arrived: '도착', 'checked-in': '도착 확인', fulfilled: '마침', cancelled: '취소', noshow: '안 오심' },
  },
  messages: {
    sent: '보낸 알림', none: '아직 보낸 알림이 없습니다.', write: '알림 쓰기', kind: '종류', kinds: { notice: '알림', 'rule-change': '규칙이 바뀜', 'lot-recall': '로트 회수' }, lot: '로트 번호', ko: '한국어', en: '영어', to: '받는 곳', everyone: '모든 의원', preview: '누가 받는지 보기', title: '이대로 보낼까요?', reach: '의원 {{clinics}}곳, 기기 {{devices}}대의 접수처 화면으로 갑니다.', silent: '{{count}}대는 지금 끊겨 있어, 다시 이어질 때 받습니다.', noUndo: '보낸 뒤에는 거둘 수 없습니다. 고칠 것은 새 알림으로 보내세요.', recall: '이 로트로 이미 맞은 분이 {{count}}명 있습니다.', recallNone: '이 로트로 맞은 기록은 아직 없습니다.', recallWarning: '의원의 기기에서는 이 로트에 회수 표시가 붙습니다. 그래도 접종이 막히는 것은 아니니, 의원이 그 로트를 빼야 합니다.', given: '{{name}} {{count}}명', send: '보내기', done: '보냈습니다.', missing: '두 언어를 모두 적어 주세요. 회수에는 로트 번호가 있어야 합니다.', toMany: '의원 {{count}}곳',
  },
} as const
