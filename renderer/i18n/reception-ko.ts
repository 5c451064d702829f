export const receptionKo = {
  desk: {
    search: '전화 끝 4자리와 생년월일', newWalkIn: '새 접수', staffNone: '호출 없음', staffCalls: '직원 호출 {{count}}', technician: '기술자', number: '번호', name: '이름', vaccine: '백신', form: '예진표', time: '시간', room: '방',
    called: '부름', waiting: '기다림', expected: '도착 전', done: '마침', none: '해당 없음', flagged: '{{numbers}}번 예', standby: '대기', calledNow: '방금 부름', waitedNow: '방금 옴', calledFor: '부른 지 {{count}}분', waitedFor: '{{count}}분 기다림', slotAt: '{{time}} 예약', empty: '아직 아무도 없습니다. F4로 접수하세요.',
    callTo: '{{room}}로 부르기', callAgain: '{{room}}로 다시 부르기', checkIn: '도착 확인', noShow: '안 오심', cancel: '취소', cancelSure: '이 접수를 취소할까요?', cancelYes: '네, 취소합니다', keep: '그대로 두기', born: '{{year}}년생', doctorSees: '의사가 볼 답 {{count}}개', dose: '접종 기록', lot: '로트', doseNumber: '몇 번째', doseNth: '{{count}}회째', given: '접종함', notGiven: '접종 안 함', notGivenReason: '의사 판단', until: '{{date}}까지', today: '오늘',
    select: '왼쪽에서 한 분을 고르세요', found: '찾은 분', notFound: '찾지 못했습니다.', female: '여', male: '남', unspecified: '성별 미기재', help: '도움 필요', guardian: '보호자 {{name}}',
    events: { 'created-kiosk': '접수기에서 접수', 'created-desk': '접수처에서 접수', called: '부름', 'booking-checked-in': '도착 확인', 'booking-cancelled': '취소', 'dose-recorded': '접종 기록', 'dose-not-given': '접종 안 함', 'no-show': '안 오심' },
    status: { booked: '예약', waitlist: '대기', arrived: '도착', 'checked-in': '도착 확인', fulfilled: '마침', cancelled: '취소', noshow: '안 오심' },
  },
  strip: { stored: '모두 이 컴퓨터에 저장됨', toGo: '보낼 것', items: '{{count}}건', oldest: '가장 오래된 것 {{count}}분', lastContact: '마지막 연결', never: '아직 없음', placesLeft: '남은 자리', asUsual: '평소처럼 접수하세요.', standby: '자리가 없어 대기 번호를 드립니다.', storeTrouble: '지난 기록 파일을 따로 두었습니다. 기술자에게 알려 주세요.', starting: '잠시만요. 곧 이어집니다.' },
  tray: { title: '확인할 일 {{count}}', safe: '이 기록은 이 컴퓨터에 그대로 있습니다. 다른 접수는 평소처럼 진행됩니다.', keep: '그대로 두기', escalate: '책임자에게 넘기기', who: '{{number}} {{name}}', general: '본부가 이 기록을 받지 않았습니다.',
    codes: { PLACE_NOT_HELD: '자리가 다른 분께 먼저 갔습니다. 이분께 먼저 말씀해 주세요.', TRANSITION_NOT_ALLOWED: '다른 곳에서 먼저 처리된 접수입니다.', BODY_INVALID: '적힌 내용 중 하나를 본부가 읽지 못했습니다.', UNKNOWN_SLOT: '본부가 모르는 시간입니다.' } },
  walkIn: { title: '새 접수', name: '이름', birthDate: '생년월일', birthHint: '570304 또는 19570304', phone: '전화번호', sex: '성별', vaccine: '백신', vaccineHint: '이름 앞 글자나 번호', questions: '예로 답한 번호', questionsHint: '모두 아니요면 비워 두세요. 예: 5 7', guardian: '보호자 (14세 미만)', submit: '접수', close: '닫기', wrong: '{{field}} 다시 확인해 주세요.', busy: '저장하는 중', consent: '동의를 말로 확인했습니다.', again: '다음 분 접수' },
  board: { before: '앞서 부른 번호' },
  technician: { title: '이 기기', sent: '모두 보냈습니다', unsent: '보낼 것이 {{count}}건 있습니다', notEnrolled: '아직 등록하지 않았습니다', items: '{{count}}건', seconds: '{{count}}초', pin: 'PIN을 누르세요', wrong: 'PIN이 맞지 않습니다.', locked: '여러 번 틀려 잠겼습니다. 잠시 뒤 다시 누르세요.', ok: '확인', clear: '지우기', serviceUrl: '서비스 주소', save: '저장', saved: '저장했습니다.', device: '장치', epoch: '차수', letter: '번호 글자', clinic: '병원', backlog: '보낼 것', oldest: '가장 오래된 것', lastContact: '마지막 연결', acknowledged: '확인된 번호 / 마지막 번호', dataDir: '자료 폴더', schema: '파일 형식', version: '프로그램 버전', runtime: '실행 환경', compatibility: '시험용 실행 환경입니다. 병원에서 쓰지 마세요.', official: '정식', none: '없음', enrol: '등록 번호', enrolSend: '등록', unlocked: '열림', invalid: '주소를 다시 보아 주세요.' },
} as const
