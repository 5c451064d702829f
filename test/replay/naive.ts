/** The same crowd at a first-come server as fast as ours: no kiosks, the count is read before it is lowered, and whoever gets no answer in time tries again a few times and goes. */
import { createAgenda } from '../bench/herd/model.ts'
import { isAway } from './crowd.ts'
import type { Attempt } from './crowd.ts'

const PATIENCE_MS = 10_000
const PAUSE_MS = 5_000
const TRIES_MAX = 5
/** Between reading the count and lowering it. */
const COMMIT_MS = 20

type Person = { told: 'booked' | 'full' | 'nothing'; booked: boolean; tries: number }

export function replayNaive({ attempts, clinics, placesEach }: { readonly attempts: readonly Attempt[]; readonly clinics: number; readonly placesEach: number }, serviceMs: number) {
  const agenda = createAgenda()
  const left = Array.from({ length: clinics }, () => placesEach)
  const people: Person[] = []
  const answeredAt: number[] = []
  let [busyUntil, oversold] = [0, 0]
  const ask = (person: Person, clinic: number): void => {
    person.tries++
    let heard = false
    const giveUp = (): void => {
      if (heard) return
      heard = true
      if (person.tries < TRIES_MAX) agenda.at(PAUSE_MS, () => ask(person, clinic))
    }
    agenda.at(PATIENCE_MS, giveUp)
    if (isAway(agenda.now())) return
    busyUntil = Math.max(busyUntil, agenda.now()) + serviceMs
    agenda.at(busyUntil - agenda.now(), () => {
      if (isAway(agenda.now())) return
      const isFree = (left[clinic] ?? 0) > 0
      agenda.at(isFree ? COMMIT_MS : 0, () => {
        if (isFree) {
          left[clinic] = (left[clinic] ?? 0) - 1
          if ((left[clinic] ?? 0) < 0) oversold++
          person.booked = true
        }
        if (heard || isAway(agenda.now())) return
        heard = true
        person.told = isFree ? 'booked' : 'full'
        answeredAt.push(agenda.now())
      })
    })
  }
  for (const { at, clinic } of attempts) agenda.at(at, () => {
    const person: Person = { told: 'nothing', booked: false, tries: 0 }
    people.push(person)
    ask(person, clinic)
  })
  while (agenda.next());
  return {
    answeredAt, leftWithoutNumber: people.filter(({ told }) => told !== 'booked').length,
    unanswered: people.filter(({ told }) => told === 'nothing').length,
    /** Told a place that another has, or booked and told nothing of it. */
    toldFalse: oversold + people.filter(({ told, booked }) => booked && told !== 'booked').length,
  }
}
