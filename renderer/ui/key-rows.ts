/** Which letter stands where. */
export const hangulRows = ['ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ', 'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ', 'ㅋㅌㅊㅍㅠㅜㅡ'] as const
export const hangulShifted = ['ㅃㅉㄸㄲㅆㅛㅕㅑㅒㅖ', hangulRows[1], hangulRows[2]] as const
export const latinRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const
/** For twice the text on upright glass, where ten keys in a row would be too narrow. */
export const abcRows = ['abcdefg', 'hijklmn', 'opqrstu', 'vwxyz'] as const
/** Where not even seven keys stand beside one another: the letters of a telephone's keys, pressed again and again. */
export const phoneRows = [['abc', 'def', 'ghi'], ['jkl', 'mno', 'pqrs'], ['tuv', 'wxyz', "-'."]] as const
/** The same on wide glass of little height. */
export const abcWideRows = ['abcdefghi', 'jklmnopqr', 'stuvwxyz'] as const
/** 천지인: the letters a key gives when pressed again and again; ㅇㅁ stands alone in the last row. */
export const tenRows = [['ㄱㅋㄲ', 'ㄴㄹ', 'ㄷㅌㄸ'], ['ㅂㅍㅃ', 'ㅅㅎㅆ', 'ㅈㅊㅉ']] as const
