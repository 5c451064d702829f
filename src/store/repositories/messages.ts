import type { MessageTopic } from '../../contract/sync-protocol.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type MessageRow = { readonly messageId: string; readonly at: number; readonly topic: MessageTopic; readonly lotNumber: string | null; readonly text: Record<string, string>; /** Null: nobody at this desk has said that they saw it. */ readonly seenAt: number | null }

/** Of notices and rules the newest are kept; of recalls far more: a vial may lie in the fridge for long. */
const KEPT_MAX = 200
const RECALLS_KEPT_MAX = 5_000

export const messageTable = ({ one, all, run }: Rows) => ({
  /** Told twice it counts once. */
  keepMessage: ({ messageId, at, topic, lotNumber, text }: Omit<MessageRow, 'seenAt'>): void => {
    run('INSERT OR IGNORE INTO message (message_id, at, topic, lot_number, text) VALUES (?, ?, ?, ?, ?)', messageId, at, topic, lotNumber, JSON.stringify(text))
    for (const [isRecall, kept] of [[0, KEPT_MAX], [1, RECALLS_KEPT_MAX]])
      run("DELETE FROM message WHERE message_id IN (SELECT message_id FROM message WHERE (topic = 'lot-recall') = ? ORDER BY at DESC, message_id DESC LIMIT -1 OFFSET ?)", isRecall, kept)
  },
  seeMessage: (messageId: string, at: number): boolean => run('UPDATE message SET seen_at = ? WHERE message_id = ? AND seen_at IS NULL', at, messageId) > 0,
  hasMessage: (messageId: string): boolean => one('SELECT 1 AS found FROM message WHERE message_id = ?', messageId) !== null,
  /** The newest first. */
  messages: (limit: number): readonly MessageRow[] =>
    all<Omit<MessageRow, 'text'> & { text: string }>('SELECT message_id AS messageId, at, topic, lot_number AS lotNumber, text, seen_at AS seenAt FROM message ORDER BY at DESC, message_id DESC LIMIT ?', limit)
      .map((row) => ({ ...row, text: JSON.parse(row.text) as Record<string, string> })),
})
