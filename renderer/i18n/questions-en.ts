import type { questionsKo } from './questions-ko.ts'
import type { Texts } from './texts.ts'

export const questionsEn: Texts<typeof questionsKo> = {
  q1: 'Any other vaccine\nin the last month?', lead1: 'Flu and COVID-19 vaccines count too.',
  q2: 'Ever needed treatment\nafter a vaccine?', lead2: 'Such as high fever, hives or trouble breathing.',
  q3: 'Do you feel\nunwell today?', lead3: 'Fever, cough, diarrhoea: anything unusual for you.',
  q4: 'Pregnant, or perhaps\nwithin a month?', lead4: 'If you are not sure, please press Yes.',
  q5: 'Allergic to a drug,\nfood or vaccine?', lead5: 'Hives, trouble breathing or shock count too.',
  q6: 'Cancer, leukaemia or\nan immune disease?', lead6: 'Also if it is being treated now.',
  q7: 'Steroids, cancer\ndrugs or radiation in\nthe last 3 months?', lead7: 'Tablets and injections both count.',
  q8: 'A transfusion or immune globulin in the last year?', lead8: 'Gamma globulin injections count too.',
  q9: 'A clotting disorder, or\nblood-thinning medicine?', lead9: 'Such as warfarin, prescribed by a doctor.',
  q10: 'Ever had seizures or\na nerve disease?', lead10: 'Guillain-Barré syndrome counts too.',
  q11: 'Any other\nlong illness?', lead11: 'High blood pressure, diabetes, heart, lung, liver or kidney disease.',
}
