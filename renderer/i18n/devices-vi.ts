import type { devicesKo } from './devices-ko.ts'
import type { Texts } from './texts.ts'

export const devicesVi: Texts<typeof devicesKo> = {
  quiet: { badge: 'Thường vắng' },
  voice: { again: 'Nghe lại', volume: 'Âm lượng', off: 'Tắt tiếng', low: 'Nhỏ', normal: 'Vừa', high: 'To' },
  caret: { left: 'Con trỏ sang trái', right: 'Con trỏ sang phải' },
  printing: { taken: 'Mời quý vị lấy phiếu.' },
  slip: { title: 'Phiếu tiêm chủng', booked: 'Đã đặt lịch', standby: 'Số chờ', between: 'Gọi số từ {{from}} đến {{to}}', by: 'Gọi số trước {{to}}', standbyWhen: 'Khi có chỗ sẽ gọi ngay', notYet: 'Chưa phải lịch hẹn', later: 'Mời quý vị đến lúc {{time}}', laterHow: 'Đến nơi, xin báo trên màn hình', room: 'Sẽ gọi vào {{room}}', qr: 'Xuất trình phiếu này tại quầy', madeAt: 'Cấp {{time}}' },
  printer: { 'paper-out': 'Máy in phiếu hết giấy. Vui lòng thay giấy.', 'cover-open': 'Nắp máy in đang mở. Vui lòng đóng lại.', silent: 'Máy in không phản hồi. Vui lòng kiểm tra nguồn và dây.', goesOn: 'Số vẫn hiện trên màn hình, cứ tiếp đón như thường.', unprinted: '{{count}} phiếu chưa in' },
}
