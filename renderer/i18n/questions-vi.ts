import type { questionsKo } from './questions-ko.ts'
import type { Texts } from './texts.ts'

export const questionsVi: Texts<typeof questionsKo> = {
  q1: 'Tháng qua có tiêm\nvắc-xin nào khác không?', lead1: 'Kể cả cúm và COVID-19.',
  q2: 'Từng phải điều trị\nsau khi tiêm không?', lead2: 'Như sốt cao, mề đay, khó thở.',
  q3: 'Hôm nay có thấy\nkhó chịu không?', lead3: 'Sốt, ho, tiêu chảy: điều gì khác thường.',
  q4: 'Đang mang thai, hoặc có thể có thai trong một tháng tới?', lead4: 'Nếu không chắc, xin bấm Có.',
  q5: 'Có dị ứng với thuốc,\nthức ăn, vắc-xin không?', lead5: 'Kể cả mề đay, khó thở, sốc.',
  q6: 'Có bị ung thư,\nbệnh bạch cầu hoặc\nbệnh miễn dịch không?', lead6: 'Kể cả bệnh đang điều trị.',
  q7: '3 tháng qua có dùng\nsteroid, hóa trị,\nxạ trị không?', lead7: 'Kể cả thuốc uống và tiêm.',
  q8: 'Một năm qua có truyền máu hoặc globulin miễn dịch không?', lead8: 'Kể cả tiêm gamma globulin.',
  q9: 'Máu khó đông, hoặc đang uống thuốc chống đông?', lead9: 'Như warfarin do bác sĩ kê.',
  q10: 'Từng bị co giật hoặc\nbệnh não, thần kinh?', lead10: 'Kể cả hội chứng Guillain-Barré.',
  q11: 'Có bệnh mạn tính\nnào khác không?', lead11: 'Cao huyết áp, tiểu đường, bệnh tim, phổi, gan, thận.',
}
