/** Papers, past days, who works here. */
export const deskPapersKo = {
  paper: {
    title: '명단과 서식', short: '오늘 명단', fromPaper: '종이 옮겨 적기', kinds: { 'day-sheet': '접종 명단', 'blank-form': '예방접종 예진표', 'day-report': '마감 보고' }, day: '날짜', sheetLead: '나중에 등록할 차례대로 적힙니다. 이름과 전화번호가 그대로 나옵니다.', openSheet: '명단 열기', sheetClosed: '명단을 열면 여기에 보입니다.', formLead: '번호를 먼저 받아 두면 화면이 꺼져도 종이로 접수할 수 있습니다.', copies: '몇 장', reserve: '번호 받기',
    print: '인쇄', pdf: 'PDF로 저장', csv: 'CSV로 저장', printed: '프린터로 보냈습니다.', noPrinter: '프린터가 없습니다. PDF로 저장해 다른 컴퓨터에서 뽑을 수 있습니다.', notPrinted: '인쇄하지 못했습니다. 프린터를 보고 다시 누르거나, PDF로 저장하세요.', saved: '{{file}}에 저장했습니다. 개인정보가 들어 있으니 쓰고 나면 지워 주세요.',
    madeAt: '{{time}} 만듦', page: '{{now}} / {{all}}', personal: '개인정보가 있습니다. 다 쓴 뒤에는 파쇄해 주세요.', sent: '올라감', notSent: '아직 안 올라감',
    columns: { order: '순서', number: '번호', name: '이름', birthDate: '생년월일', sex: '성별', phone: '전화번호', vaccine: '백신', yes: '예', at: '시각', lot: '로트', expiry: '기한', nth: '차수', by: '접종자', outcome: '결과', registered: '등록' },
    number: '번호', numberHint: 'A-P001', born: '생년월일', health: '오늘 맞는 분의 건강', yes: '예', no: '아니요', consent: '위 내용은 사실이며, 이 내용을 병원과 예방접종 기록에 남기는 데 동의합니다.', signature: '서명', byStaff: '병원에서 적는 곳', doctor: '예진 의사', expiry: '유효 기한', expiryHint: '2704 또는 270430', dayHint: '1124 또는 20261124', time: '시각', timeHint: '1152', lot: '로트', formVersion: '서식 {{version}}',
    backEntry: '종이 옮겨 적기', outcome: '결과', outcomes: { given: '접종함', waiting: '기다리는 중', 'not-given': '접종 안 함' }, enter: '옮겨 적기', entered: '{{number}} 옮겨 적었습니다. 다음 장을 적으세요.', look: '다시 보기',
    report: { given: '접종', notGiven: '접종 안 함', wasted: '버린 회분', toGoUp: '아직 보낼 것', waits: '기다린 시간', p50: '절반은 이 안에', p90: '열에 아홉은 이 안에', nobody: '부른 분 없음', byVaccine: '백신별', because: '버린 까닭:', persons: '접수 {{count}}명', cancelled: '취소', noShow: '안 오심', stillHere: '아직 계심', toLook: '살펴볼 것', enteredInError: '잘못 적은 접종', cautions: '주의가 붙은 접종', problems: '확인할 일', heldBack: '되돌릴 수 있어 아직 안 보낸 것', allSent: '모두 보냈습니다.', goesAlone: '보낼 것은 연결되면 저절로 갑니다. 컴퓨터를 켜 두세요.' },
  },
  history: { title: '지난 기록', short: '지난 기록', search: '번호, 또는 전화 끝 4자리와 생년월일', find: '찾기', lead: '이름으로는 찾지 않습니다. 번호표 QR을 읽어도 됩니다.', since: '{{date}}부터 있습니다.', visits: '이 분의 방문', export: '기간을 정해 저장', from: '부터', to: '까지' },
  staff: {
    nobody: '로그인 안 함', signIn: '로그인', signInLead: '부르기와 접수는 로그인하지 않아도 됩니다. 기록에 이름을 남기려면 로그인하세요.', name: '이름', pin: 'PIN', doSignIn: '로그인', forgotten: 'PIN을 잊었어요', notRecoverable: '이 기기에는 등록 코드가 없어, 책임자가 새 PIN을 정해야 합니다.', wait: '{{count}}초 뒤에 다시 할 수 있습니다.',
    newPin: '새 PIN', recoverLead: '병원을 등록할 때 받은 코드가 있으면 새 PIN을 정할 수 있습니다. 연결은 필요 없습니다.', code: '등록 코드', setPin: '새 PIN 정하기', firstLead: '책임자를 정합니다', firstLeadLead: '한 번만 합니다. 다른 직원은 책임자가 더합니다.', technicianPin: '기술자 PIN', makeLead: '책임자로 시작',
    signOut: '로그아웃', signOutLead: '줄과 기록은 그대로 이어집니다.', handOver: '다음 분께 남길 말', handOverHint: '예: 2진료실은 3시까지 쉽니다.', roles: { receptionist: '접수', vaccinator: '접종', lead: '책임자' },
  },
  clinic: {
    title: '병원 설정', short: '설정', leadOnly: '책임자가 로그인하면 바꿀 수 있습니다.', staff: '직원', role: '하는 일', away: '그만둠', back: '다시 나옴', add: '직원 더하기', rules: '방과 규칙', rooms: '방 (쉼표로 나눔)', lock: '자리 비움 잠금', grace: '안 오심으로 보는 때', noShow: '안 오신 분', identity: '이름을 지우는 때', daysLater: '방문 {{count}}일 뒤', noShowRules: { propose: '알려만 주기', mark: '저절로 표시' }, board: '알림판', size: '글자 크기', chime: '알림 소리', silent: '끔', spoken: '번호 읽어 주기', on: '켬', off: '끔', percent: '{{count}}%',
  },
} as const
