import { questionsKo } from './questions-ko.ts'

export const ko = {
  common: {
    back: '이전', startOver: '처음으로', staffCall: '직원 호출', staffComing: '직원을 불렀습니다.\n잠시만 기다려 주세요.', next: '다음', yes: '예', no: '아니요', finish: '마치기', more: '더 보기', upAgain: '맨 위로',
    checkAgain: '다시 확인해 주세요.', screenSettings: '화면 설정', settingsDone: '이대로 계속하기', textSize: '큰 글씨', contrast: '고대비', sound: '소리', low: '낮은 화면', language: '언어', languageShort: '언어', people: '{{count}}명',
    wait: '잠시만요. 적어 주신 내용은 그대로 있습니다.', tellDesk: '접수처에 말씀해 주세요. 적어 주신 내용은 그대로 있습니다.', replay: '다시 듣기',
  },
  languages: { title: '언어를 골라 주세요', keep: '이대로 계속하기' },
  attract: { touch: '화면을 눌러 주세요', walkIn: '예약 없이 오셔도 됩니다' },
  wait: {
    soon: '바로', within: '{{high}}분 안', range: '{{low}}~{{high}}분', soonLong: '거의 기다리지 않습니다', withinLong: '{{high}}분 안에 부릅니다', rangeLong: '{{low}}~{{high}}분쯤 기다립니다',
    soonFact: '곧', withinFact: '{{high}}분', rangeFact: '{{low}}~{{high}}분', soonFactEnd: ' 부릅니다', withinFactEnd: ' 안에 부릅니다', rangeFactEnd: '쯤 기다립니다',
  },
  welcome: { title: '어떻게 오셨어요?', nowCalling: '지금 부르는 번호', nobody: '아직 부른 번호가 없습니다', waiting: '{{count}}명 기다림', noneWaiting: '기다리는 분이 없습니다', bookNow: '지금 접수하기', bookNowFor: '예약 없이 오셨다면 여기', checkIn: '예약 확인·도착 알리기', findMine: '내 예약 찾기·취소' },
  steps: { vaccine: '백신', person: '맞는 분', health: '예진표', confirm: '확인' },
  vaccine: { title: '어떤 백신을 맞으세요?', standby: '대기 번호', fullNow: '지금 자리 없음', fullToday: '오늘 자리 없음', waitLabel: '예상 대기' },
  when: { title: '언제 맞으시겠어요?', soonest: '되도록 빨리', standby: '대기 번호 받기', standbyHint: '자리가 나면 부릅니다' },
  name: { title: '이름을 적어 주세요', hint: '다음 화면부터 {{masked, josa(pair: 으로/로)}} 가립니다.', hintEmpty: '다음 화면부터 이름을 가립니다.', forOther: '아이·부모님 대신 접수', forOtherShort: '다른 분 대신 접수', titleOther: '맞는 분의 이름을\n적어 주세요', wrong: '이름을 적은 뒤 다음을 눌러 주세요.' },
  guardian: { title: '보호자 이름을\n적어 주세요', hint: '함께 오신 보호자 한 분의 이름입니다.', needed: '만 14세 미만은 보호자 이름이 필요합니다.' },
  birthDate: { title: '생년월일을 눌러 주세요', hint: '예: 1957 03 04', wrong: '여덟 자리를 다시 한번 확인해 주세요.' },
  phone: { title: '전화번호를 눌러 주세요', hint: '접수 확인에만 씁니다.', wrong: '전화번호를 다시 한번 확인해 주세요.' },
  sex: { title: '성별을 골라 주세요', lead: '예진표에서 여쭤볼 것이 조금 다릅니다.', female: '여성', male: '남성', unspecified: '답하지 않음' },
  question: { ...questionsKo, calm: '답은 의사에게 그대로 전해집니다.\n맞을 수 있는지는 의사가 정합니다.', calmShort: '답은 의사에게 전해집니다.\n맞을지는 의사가 정합니다.', detail: '무엇인지 적어 주세요', detailHint: '의사 선생님만 봅니다.', detailSkipShort: '건너뛰기', detailSkip: '적지 않고 넘어가기' },
  confirm: {
    title: '이대로 접수할까요?', vaccine: '백신', name: '이름', birthDate: '생년월일', year: '{{year}}년 **월 **일', phone: '전화번호', guardian: '보호자', when: '시간', flagged: '의사가 볼 답', none: '없음', count: '{{count}}개',
    consent: '이 내용을 병원에\n알리는 데 동의합니다.', confirm: '접수하기', why: '동의를 누르면 접수할 수 있습니다.',
  },
  ticket: {
    booked: '예약되었습니다', standby: '대기 번호입니다', ahead: '앞에', nobodyAhead: '바로 다음 차례입니다', sit: '의자에 앉아 계세요.', call: '{{room}}에서 부릅니다.', place: '대기 순서', nth: '{{count}}번째',
    standbyWhen: '자리가 나면', standbyCall: '바로 부릅니다', notYet: '아직 예약은 아닙니다.', sitStandby: '의자에서 기다려 주세요.', later: '{{time}}에 오시면 됩니다.', laterHow: '오시면 이 화면에서 도착을 알려 주세요.',
    remember: '이 번호를 기억해 주세요.', printed: '번호표가 나옵니다.', qr: '휴대폰으로 찍어 두고\n접수처에 보여 주세요.', repeated: '이미 받으신 번호입니다.',
  },
  find: {
    phoneTitle: '전화번호 끝 네 자리를\n눌러 주세요', phoneHint: '예약할 때 적은 번호입니다.', phoneWrong: '끝 네 자리를 모두 눌러 주세요.', unread: '이 QR로는 찾지 못했습니다.\n번호로 찾아 주세요.', none: '예약을 찾지 못했습니다', noneLead: '번호를 다시 눌러 보시거나\n접수처에 말씀해 주세요.', again: '다시 찾기', title: '예약을 찾았습니다',
    checkIn: '도착 알리기', show: '내 번호 보기', cancel: '예약 취소', cancelSure: '정말 취소할까요?', cancelYes: '취소합니다', keep: '그대로 둡니다', cancelled: '취소했습니다.', inQueue: '이미 줄에 계십니다. 번호를 부르면 와 주세요.', over: '끝난 예약입니다.',
  },
  idle: { title: '계속하시겠어요?', body: '시간이 지나면 적은 내용을 모두\n지우고 처음으로 돌아갑니다.', left: '초 남음', continue: '계속하기', erase: '지우고 처음으로', elsewhere: '다른 곳을 눌러도 계속됩니다.' },
  keyboard: { space: '띄어쓰기', blank: '빈칸', letters: '영어', hangul: '한글', ten: '천지인', rows: '두벌식', shift: '쌍자음', backspace: '지우기' },
} as const
