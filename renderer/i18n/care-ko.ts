export const careKo = {
  care: {
    open: '자가 점검', back: '이 기기로', title: '자가 점검', good: '모두 정상입니다', look: '살펴볼 것이 {{count}}개 있습니다', bad: '고칠 것이 {{count}}개 있습니다', running: '점검하고 있습니다', again: '다시 점검', print: '인쇄', bundle: '지원 파일 만들기',
    took: '{{at}}에 점검 · {{count}}초', ok: '정상', lookShort: '살펴볼 것', fail: '실패', notRun: '직접 확인', saved: '{{file}}에 저장했습니다.', notDone: '하지 못했습니다. {{why}}',
    names: { space: '저장 공간', write: '저장 확인', file: '자료 상태', clock: '시계', tls: '보안 연결', service: '중앙', backup: '백업', key: '암호 열쇠', screens: '화면', touch: '터치', sound: '소리', printer: '프린터', scanner: '스캐너' },
    says: {
      space: '남은 공간 {{freeGb}} GB · 이 기기 자료 {{dataMib}} MB', write: '전원이 꺼져도 남는 쓰기 {{times}}번 · 중앙값 {{medianMs}} ms', fileSound: '손상된 곳 없음 · 보낼 것 {{unsent}}건', fileBroken: '자료가 손상되었습니다. 프로그램을 다시 시작하면 읽을 수 있는 것을 살려 냅니다.', fileAside: '지난 파일을 따로 두었습니다. 새 등록 코드로 다시 등록하세요.',
      clock: '중앙보다 {{seconds}}초 {{way}}', fast: '빠름', slow: '느림', clockRight: '중앙과 맞음', clockUnknown: '중앙과 한 번도 이어지지 않아 견줄 수 없습니다.', tls: '인증서 {{until}}까지 · {{protocol}}', tlsNone: '암호화하지 않은 연결입니다. https 주소로 바꾸세요.', tlsBad: '인증서를 믿을 수 없습니다. 주소와 시계를 확인하세요.',
      service: '응답 {{tookMs}} ms', serviceDown: '응답이 없습니다. 접수는 그대로 이어지고, 연결되면 저절로 보냅니다.', noAddress: '중앙 주소를 아직 정하지 않았습니다.', backup: '{{at}} · 되살릴 수 있음을 확인', backupNone: '아직 없습니다. 밤마다 저절로 만들고, 지금 만들 수도 있습니다.', backupBad: '마지막 백업을 읽을 수 없습니다. 지금 새로 만드세요.',
      screens: '이 화면 {{width}} × {{height}} · 1 mm = {{mm}} px', touch: '다섯 점을 차례로 누르세요.', touchDone: '다섯 점 모두 눌림', sound: '소리를 내고 들리는지 확인하세요.', soundDone: '들림', soundNot: '들리지 않음', printer: '연결된 프린터가 없습니다. 있다면 설정에서 프린터를 정하세요.', printerReady: '응답함 · 번호표를 뽑을 수 있음', scanner: '칸을 누르고 아무 바코드나 찍으세요.', scannerDone: '{{count}}자를 읽음', unexpected: '점검하지 못했습니다. ({{why}})',
    },
    play: '소리 내기', heard: '들렸어요', notHeard: '안 들려요', touchStart: '터치 점검', touchTap: '{{count}}번째 점을 누르세요', scanHere: '여기에 찍기',
    machine: { title: '이 기기', clinic: '병원', letter: '번호 글자', version: '버전', contact: '마지막 연결', unsent: '보낼 것', places: '남은 자리', placesLeft: '{{count}}자리', restart: '다시 시작', reboot: '기계 다시 켜기', maintenance: '정비하러 끄기', do: { restart: '다시 시작합니다', reboot: '다시 켭니다', maintenance: '끕니다' }, ending: '끝내는 중입니다.', sure: { restart: '프로그램을 다시 시작할까요? 저장된 것은 그대로 남습니다.', reboot: '기계를 껐다 켤까요? 환자가 보고 있지 않은지 먼저 확인해 주세요.', maintenance: '프로그램을 끌까요? 다시 켤 때까지 접수할 수 없습니다.' } },
    drill: { title: '끊김 훈련', lead: '연결을 잠시 끊고, 접수가 이어지는지와 밀린 것이 다 나가는지 봅니다.', start: '{{count}}분 끊기', end: '지금 다시 잇기', nth: '{{count}}분째', cut: '끊김', all: '{{count}}분', booked: '훈련 중 접수', stored: '{{count}}건 모두 저장됨', refused: '막은 연결', times: '{{count}}번', unsent: '보낼 것', drained: '다시 이은 뒤', drainedIn: '{{count}}초 만에 다 나감', draining: '보내는 중', over: '지난 훈련' },
    carry: { title: '옮기기와 지우기', lead: '보내지 못한 것이 있으면 지울 수 없습니다.', clean: '모두 보냈습니다. 지워도 잃는 것이 없습니다.', export: '내보내기', import: '가져오기', backup: '백업하기', wipe: '지우기', wipeSure: '이 기기의 자료를 모두 지울까요?', wipeYes: '모두 지웁니다', keep: '그대로 두기', wiped: '지웠습니다. 전원을 끄셔도 됩니다.', noStick: 'USB를 꽂고 다시 누르세요.', passphrase: '이 숫자로만 열 수 있습니다. 적어 두세요.', exported: '{{count}}건을 담았습니다.', imported: '{{count}}건을 가져왔습니다. 연결되면 저절로 보냅니다.', digits: 'USB를 열 숫자', backedUp: '백업했습니다 · 되살릴 수 있음을 확인' },
  },
  setUp: {
    title: '처음 설정', step: '{{now}} / {{all}}', next: '다음', back: '이전', later: '나중에', finish: '시작하기',
    language: '어떤 말로 쓸까요?', pin: '기술자 PIN을 정하세요', pinLead: '4~12자리 숫자입니다. 이 화면을 다시 열 때 씁니다. 잊으면 다시 설치해야 합니다.', pinAgain: '한 번 더', pinDiffer: '두 번 적은 숫자가 다릅니다.', pinShort: '숫자 네 자리 이상이어야 합니다.',
    centre: '중앙 주소와 등록 코드를\n적어 주세요', centreLead: '본부에서 받은 주소입니다. 병원 안에 허브가 있으면 허브 주소를 적습니다. 지금 없어도 접수는 됩니다.', address: '주소', code: '등록 코드', codeLead: '적거나, 스캐너로 찍거나, USB에서 읽습니다.', fromStick: 'USB에서 읽기', noCode: 'USB에 enrolment-code.txt가 없습니다.', wrongAddress: '주소는 https://로 시작합니다.', enrolled: '등록되었습니다. 이 기기의 번호 글자는 {{letter}}입니다.', waiting: '연결되면 저절로 등록합니다.',
    screens: '화면을 어떻게 쓸까요?', screensBoth: '환자 화면과 접수처', screensBothFor: '화면 두 대', screensPatient: '환자 화면만', screensDesk: '접수처만', one: '화면 한 대',
    size: '화면 크기를 맞춰 주세요', sizeLead: '신분증이나 신용카드를 카드 그림에 대고, 크기가 같아질 때까지 누르세요. 글씨와 단추의 크기가 여기서 정해집니다.', diagonal: '{{count}}형', smaller: '그림이 더 커요', larger: '그림이 더 작아요', card: '카드를 여기에 대세요', cardMm: '85.6 × 54.0 mm',
    cardElsewhere: '환자 화면에 카드 그림을 띄웠습니다. 그 화면에 카드를 대어 보세요.', printer: '번호표 프린터가 있나요?', printerLead: '없어도 번호는 화면에 크게 나옵니다. 나중에 바꿀 수도 있습니다.', printerKind: { none: '없음', tcp: '네트워크', usb: 'USB', pdf: '이 컴퓨터에 등록된 프린터' }, printerAddress: '프린터 주소', printerTry: '연결 확인', printerReady: '응답합니다. 번호표를 뽑을 수 있습니다.', printerWrong: '주소를 다시 보아 주세요. 예: tcp://192.168.0.50:9100', paper: '용지 너비', mm: '{{count}} mm',
    scanner: '스캐너를 확인해 주세요', scannerLead: '칸을 누르고 번호표나 백신 상자의 바코드를 찍으세요.', scannerRead: '{{count}}자를 읽었습니다.', scannerNothing: '아무것도 읽지 못했습니다. 다시 찍어 주세요.', scannerNone: '스캐너가 없으면 그대로 넘어가세요. 번호와 생일로도 찾을 수 있습니다.',
    sound: '소리는 얼마나 크게 할까요?', soundLead: '환자가 가장 크게 올려도 이만큼입니다.', percent: '{{count}}%', quieter: '작게', louder: '크게', try: '들어 보기', name: '기기 이름', nameLead: '본부 화면에 이 이름으로 보입니다.',
    done: '설정이 끝났습니다', doneLead: '시작하기를 누르면 접수 화면이 열립니다. 중앙 주소와 등록 코드는 Ctrl+Alt+Shift+T로 여는 화면에서, 나머지는 설정 파일에서 바꿉니다.', noPrinter: '없음',
    chosen: { name: '기기 이름', screens: '화면', size: '화면 크기', printer: '프린터', sound: '가장 큰 소리' },
  },
} as const
