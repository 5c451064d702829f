import type { ko } from './ko.ts'
import { questionsVi } from './questions-vi.ts'
import type { Texts } from './texts.ts'

export const vi: Texts<typeof ko> = {
  common: {
    back: 'Quay lại', startOver: 'Làm lại', staffCall: 'Hỗ trợ', staffComing: 'Đã gọi nhân viên.\nXin chờ một chút.', next: 'Tiếp', yes: 'Có', no: 'Không', finish: 'Xong', more: 'Xem thêm', upAgain: 'Lên đầu',
    checkAgain: 'Xin kiểm tra lại.', screenSettings: 'Màn hình', settingsDone: 'Tiếp tục', textSize: 'Chữ to', contrast: 'Rõ nét', sound: 'Tiếng', low: 'Hạ thấp', language: 'Ngôn ngữ', languageShort: 'VI', people: '{{count}} người',
    wait: 'Xin chờ một chút. Nội dung đã nhập vẫn còn.', tellDesk: 'Xin báo quầy tiếp nhận. Nội dung đã nhập vẫn còn.', replay: 'Nghe lại',
  },
  languages: { title: 'Chọn ngôn ngữ', keep: 'Giữ nguyên' },
  attract: { touch: 'Xin chạm vào màn hình', walkIn: 'Không cần hẹn trước' },
  wait: {
    soon: 'Ngay', within: '{{high}} phút', range: '{{low}}–{{high}} phút', soonLong: 'Hầu như không chờ', withinLong: 'Trong vòng {{high}} phút', rangeLong: 'Khoảng {{low}}–{{high}} phút',
    soonFact: 'Sắp', withinFact: 'Trong {{high}} phút', rangeFact: 'Chờ {{low}}–{{high}} phút', soonFactEnd: ' đến lượt', withinFactEnd: ' sẽ gọi', rangeFactEnd: ' nữa',
  },
  welcome: { title: 'Mời quý vị chọn', nowCalling: 'Đang gọi số', nobody: 'Chưa gọi số nào', waiting: '{{count}} người chờ', noneWaiting: 'Không có ai chờ', bookNow: 'Lấy số ngay', bookNowFor: 'Nếu chưa có lịch hẹn', checkIn: 'Tôi đã có lịch hẹn', findMine: 'Tìm, hủy lịch hẹn' },
  steps: { vaccine: 'Vắc-xin', person: 'Người tiêm', health: 'Sàng lọc', confirm: 'Xác nhận' },
  vaccine: { title: 'Quý vị tiêm vắc-xin nào?', standby: 'Số chờ', fullNow: 'tạm hết chỗ', fullToday: 'đã hết chỗ', waitLabel: 'chờ' },
  when: { title: 'Quý vị muốn tiêm lúc nào?', soonest: 'Sớm nhất', standby: 'Lấy số chờ', standbyHint: 'Có chỗ sẽ gọi' },
  name: { title: 'Nhập họ tên', hint: 'Màn hình sau hiện: {{masked}}', hintEmpty: 'Tên sẽ được che ở màn hình sau.', forOther: 'Thay con hoặc bố mẹ', forOtherShort: 'Thay người khác', titleOther: 'Tên người tiêm', wrong: 'Xin nhập tên rồi bấm Tiếp.' },
  guardian: { title: 'Tên người giám hộ', hint: 'Người giám hộ đi cùng.', needed: 'Dưới 14 tuổi cần tên người giám hộ.' },
  birthDate: { title: 'Nhập ngày sinh', hint: 'Năm, tháng, ngày: 1957 03 04', wrong: 'Xin kiểm tra lại tám chữ số.' },
  phone: { title: 'Nhập số điện thoại', hint: 'Chỉ dùng để tìm số của quý vị.', wrong: 'Xin kiểm tra lại số điện thoại.' },
  sex: { title: 'Chọn giới tính', lead: 'Câu hỏi sẽ khác nhau đôi chút.', female: 'Nữ', male: 'Nam', unspecified: 'Không trả lời' },
  question: { ...questionsVi, calm: 'Bác sĩ sẽ đọc câu trả lời.\nBác sĩ là người quyết định.', calmShort: 'Bác sĩ sẽ đọc câu trả lời\nvà quyết định.', detail: 'Xin ghi rõ là gì', detailHint: 'Chỉ bác sĩ đọc.', detailSkipShort: 'Bỏ qua', detailSkip: 'Bỏ qua' },
  confirm: {
    title: 'Thông tin đúng chưa?', vaccine: 'Vắc-xin', name: 'Họ tên', birthDate: 'Ngày sinh', year: '**.**.{{year}}', phone: 'Điện thoại', guardian: 'Giám hộ', when: 'Giờ', flagged: 'Cần bác sĩ xem', none: 'Không có', count: '{{count}} câu',
    consent: 'Tôi đồng ý gửi nội dung\nnày cho phòng khám.', confirm: 'Lấy số', why: 'Xin bấm đồng ý trước.',
  },
  ticket: {
    booked: 'Đã đặt lịch', standby: 'Đây là số chờ', ahead: 'Phía trước:', nobodyAhead: 'Kế tiếp là quý vị', sit: 'Mời quý vị ngồi chờ.', call: 'Sẽ gọi vào {{room}}.', place: 'Vị trí chờ:', nth: 'thứ {{count}}',
    standbyWhen: 'Khi có chỗ', standbyCall: 'sẽ gọi ngay', notYet: 'Chưa phải lịch hẹn.', sitStandby: 'Mời quý vị ngồi chờ.', later: 'Mời quý vị đến lúc {{time}}.', laterHow: 'Khi đến, xin báo tại màn hình này.',
    remember: 'Xin nhớ số này.', printed: 'Phiếu số đang in.', qr: 'Xin chụp ảnh và\nxuất trình tại quầy.', repeated: 'Đây là số quý vị đã lấy.',
  },
  find: {
    phoneTitle: 'Bốn số cuối của\nsố điện thoại', phoneHint: 'Số đã dùng khi đặt lịch.', phoneWrong: 'Xin bấm đủ bốn số.', unread: 'Không tìm thấy mã này.\nXin tìm bằng số.', none: 'Không tìm thấy lịch hẹn', noneLead: 'Xin thử lại\nhoặc báo quầy tiếp nhận.', again: 'Tìm lại', title: 'Lịch hẹn của quý vị',
    checkIn: 'Tôi đã đến', show: 'Xem số của tôi', cancel: 'Hủy lịch hẹn', cancelSure: 'Chắc chắn muốn hủy?', cancelYes: 'Đồng ý hủy', keep: 'Giữ lại', cancelled: 'Đã hủy lịch hẹn.', inQueue: 'Quý vị đang trong hàng chờ. Xin đến khi được gọi số.', over: 'Lịch hẹn này đã kết thúc.',
  },
  idle: { title: 'Quý vị còn đó không?', body: 'Hết giờ, mọi nội dung đã nhập sẽ bị xóa.', left: 'giây', continue: 'Tiếp tục', erase: 'Xóa và làm lại', elsewhere: 'Chạm chỗ khác cũng tiếp tục.' },
  keyboard: { space: 'Cách', blank: 'Cách', letters: 'ABC', hangul: '한글', ten: '천지인', rows: '두벌식', shift: 'Chữ hoa', backspace: 'Xóa' },
}
