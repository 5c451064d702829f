import { describe, expect, it } from 'vitest'
import { boardPlace, boardScreen, boardWishOf } from '../../src/main/board-place.ts'

const [main, second, third] = [{ id: 1 }, { id: 2 }, { id: 3 }]

describe('where the called board stands', () => {
  it('takes the screen that is left over: the second at a desk alone, the third where patients have the second', () => {
    expect(boardScreen([main, second], 1, 'desk')).toBe(second)
    expect(boardScreen([main, second], 1, 'both')).toBeNull()
    expect(boardScreen([main, second, third], 1, 'both')).toBe(third)
    expect(boardScreen([second, main], 1, 'desk')).toBe(second)
    expect(boardScreen([main], 1, 'desk')).toBeNull()
  })
  it('goes with its screen when that is unplugged, unless somebody asked for it: then it is a window', () => {
    expect(boardPlace('unsaid', second)).toEqual({ kind: 'screen', display: second })
    expect(boardPlace('unsaid', null)).toEqual({ kind: 'none' })
    expect(boardPlace('open', null)).toEqual({ kind: 'window' })
    expect(boardPlace('closed', second)).toEqual({ kind: 'none' })
  })
  it('remembers only the words it knows', () => {
    expect(['open', 'closed', '', 'OPEN'].map(boardWishOf)).toEqual(['open', 'closed', 'unsaid', 'unsaid'])
  })
})
