/** Five languages say the same, Korean particles fit, and no word stands in a screen's own file. */
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { deviceCalls } from '../../src/contract/device-api.ts'
import { languages } from '../../src/domain/language.ts'
import { bindWords } from '../../renderer/i18n/bind-words.ts'
import { withJosa } from '../../renderer/i18n/josa.ts'
import { pseudo, pseudoText } from '../../renderer/i18n/pseudo.ts'
import { inPhrases, MAY_BREAK } from '../../renderer/i18n/phrases.ts'
import { bundles, languageNames, patientTexts } from '../../renderer/i18n/setup-i18n.ts'

type Texts = { readonly [key: string]: string | Texts }
const flat = (texts: Texts, path = ''): Record<string, string> => Object.assign({}, ...Object.entries(texts).map(([key, value]) => (typeof value === 'string' ? { [path + key]: value } : flat(value, `${path}${key}.`))))
const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort()
const ko = flat(patientTexts.ko)

describe('the languages', () => {
  it.each(languages)('%s has every text, none empty, each with what is put into it', (language) => {
    const texts = flat(patientTexts[language])
    expect(Object.keys(texts).sort()).toEqual(Object.keys(ko).sort())
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([])
    const optional = (key: string): boolean => key === 'common.people' || key.startsWith('confirm.')
    expect(Object.keys(ko).filter((key) => !optional(key) && placeholders(texts[key] ?? '').join() !== placeholders(ko[key] ?? '').join())).toEqual([])
    expect(languageNames[language].length).toBeGreaterThan(1)
  })
  it('says nothing of machines to a patient, and leaves no Korean in another language', () => {
    for (const language of languages) expect(Object.values(flat(patientTexts[language])).filter((text) => /동기화|서버|오류|재시도|오프라인|\b(sync|server|error|retry|offline)\b/i.test(text))).toEqual([])
    const foreign = languages.filter((language) => language !== 'ko').flatMap((language) => Object.entries(flat(patientTexts[language])).filter(([key, text]) => !key.startsWith('keyboard.') && /[가-힣]/.test(text)))
    expect(foreign).toEqual([])
  })
})

describe('Korean lines', () => {
  it('never begin with a word that only helps the one before it', () => {
    expect(bindWords({ a: '이름을 적어 주세요', b: { c: '한 달 안에\n임신할 수 있나요?' }, d: '수요일 접수' })).toEqual({ a: '이름을 적어\u00a0주세요', b: { c: '한\u00a0달 안에\n임신할\u00a0수\u00a0있나요?' }, d: '수요일 접수' })
  })
})

describe('lines of other languages', () => {
  const shown = (text: string, language: 'zh-CN' | 'ja'): string => inPhrases(text, language).replaceAll(MAY_BREAK, '|')
  it('never part a figure from what it counts, a range, or the two halves of vắc-xin', () => {
    expect(bindWords({ a: 'About {{low}}–{{high}} minutes', b: 'Tiêm vắc-xin nào?', c: 'thứ {{count}}' })).toEqual({ a: 'About {{low}}\u2060–\u2060{{high}}\u00a0minutes', b: 'Tiêm vắc\u2060-\u2060xin nào?', c: 'thứ\u00a0{{count}}' })
  })
  it.each([
    ['予約の確認・到着', '予約の|確認・|到着'], ['{{low}}~{{high}}分ほど待ちます', '{{low}}~{{high}}分ほど|待ちます'], ['お名前を\n入力してください', 'お名前を|\n入力して|ください'], ['1か月以内に取り消します', '1か月以内に|取り消します'],
    ['この3か月に、抗がん剤や食べ物', 'この|3か月に、|抗がん剤や|食べ物'], ['受ける方のお名前', '受ける|方の|お名前'], ['「はい」を押してください。', '「はい」を|押して|ください。'],
  ])('in Japanese end where a phrase does: %s', (text, phrases) => expect(shown(text, 'ja')).toBe(phrases))
  it.each([
    ['您想什么时候接种？', '您想什么时候|接种？'], ['请选择语言', '请选择|语言'], ['大约等{{low}}~{{high}}分钟', '大约|等{{low}}~{{high}}分钟'], ['未满14岁需要监护人姓名。', '未满14岁需要|监护人|姓名。'], ['发烧、咳嗽、腹泻等', '发烧、|咳嗽、|腹泻|等'],
  ])('in Chinese never end within a word, or before one that leans on it: %s', (text, phrases) => expect(shown(text, 'zh-CN')).toBe(phrases))
  it('lose no letter by it', () => {
    for (const language of ['zh-CN', 'ja'] as const) for (const text of Object.values(flat(patientTexts[language]))) expect(inPhrases(text, language).replaceAll(MAY_BREAK, '')).toBe(text)
  })
})

describe('Korean particles', () => {
  it.each([['홍*동', '으로/로', '홍*동으로'], ['김*', '으로/로', '김*으로'], ['1진료실', '으로/로', '1진료실로'], ['3', '으로/로', '3으로'], ['1', '으로/로', '1로'], ['B', '을/를', 'B를'], ['L', '을/를', 'L을'], ['독감', '이/가', '독감이'], ['코로나19', '은/는', '코로나19는'], ['', '을/를', '를']])('%s with %s is %s', (word, pair, said) => {
    expect(withJosa(word, pair)).toBe(said)
  })
})

describe('the pseudo language', () => {
  it('is 40 % longer, keeps what is put in, and lacks nothing', () => {
    const long = flat(pseudo(patientTexts.ko) as unknown as Texts)
    expect(Object.keys(long)).toEqual(Object.keys(ko))
    for (const text of ['화면을 눌러 주세요', 'Call staff']) expect(pseudoText(text).length).toBeGreaterThanOrEqual(Math.ceil(text.length * 1.4))
    expect(Object.keys(ko).filter((key) => placeholders(long[key] ?? '').join() !== placeholders(ko[key] ?? '').join())).toEqual([])
  })
})

/** Words between tags, or in what is read aloud. A sign is no word. */
function rawTexts(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${file}: ${node.text.trim()}`)
    if (ts.isJsxAttribute(node) && /^(title|alt|placeholder)$|^aria-label$/.test(node.name.getText(source)) && node.initializer && ts.isStringLiteral(node.initializer) && node.initializer.text !== 'QR') found.push(`${file}: ${node.initializer.text}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Each key a page asks for by its whole name. */
const askedIn = (text: string): readonly string[] => [...text.matchAll(/\bt\('([a-zA-Z0-9.-]+)'/g)].map(([, key]) => key ?? '')

describe('what a page asks for', () => {
  it('is hidden by no other text of the same name', () => {
    for (const parts of Object.values(bundles)) {
      const keys = parts.flatMap((part) => Object.keys(part))
      expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
    }
  })
  it.each(['patient', 'reception', 'board', 'technician', 'ui'])('is there in Korean and English: %s', (room) => {
    const asked = readdirSync(`renderer/${room}`).filter((file) => /\.tsx?$/.test(file)).flatMap((file) => askedIn(readFileSync(`renderer/${room}/${file}`, 'utf8')))
    for (const parts of [bundles.ko, bundles.en]) {
      const texts = flat(Object.assign({}, ...parts) as Texts)
      expect(asked.filter((key) => texts[key] === undefined && !Object.keys(texts).some((name) => name.startsWith(`${key}.`)))).toEqual([])
    }
  })
  it('is printed in every language a person can choose, and in no other', () => {
    const isPrinted = (language: string): boolean => deviceCalls.printTicket.input.safeParse({ bookingId: 'b', language }).success
    expect(['zh', 'de', ...languages].filter(isPrinted)).toEqual([...languages])
  })
  it('is there on paper in every language', () => {
    const asked = askedIn(readFileSync('renderer/paper/draw-ticket.ts', 'utf8'))
    expect(asked.length).toBeGreaterThan(10)
    for (const language of languages) {
      const texts = flat(Object.assign({}, ...bundles[language]) as Texts)
      expect(asked.filter((key) => texts[key] === undefined)).toEqual([])
    }
  })
})

describe('a screen', () => {
  it('has no text of its own: all words come from the languages', () => {
    const files = ['patient', 'ui'].flatMap((room) => readdirSync(`renderer/${room}`).filter((file) => file.endsWith('.tsx')).map((file) => `renderer/${room}/${file}`))
    expect(files.length).toBeGreaterThan(12)
    expect(files.flatMap((file) => rawTexts(file, readFileSync(file, 'utf8')))).toEqual([])
    expect(rawTexts('x.tsx', 'const x = <p aria-label="Name">안녕 {t("x")} · / 3</p>')).toHaveLength(2)
  })
})
