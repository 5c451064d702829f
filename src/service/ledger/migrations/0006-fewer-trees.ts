/** An entry is written into few trees: its place in the sequence is an index of its own table, and a clinic's changes lie together, numbered clinic by clinic. */
export const fewerTrees = `
ALTER TABLE entry ADD COLUMN heard_first INTEGER NOT NULL DEFAULT 1 CHECK (heard_first IN (0, 1)); -- 0: another entry came with this sequence before: a fork
UPDATE entry SET heard_first = 0 WHERE NOT EXISTS (SELECT 1 FROM entry_sequence AS s WHERE s.entry_id = entry.entry_id);
DROP TABLE entry_sequence;
CREATE UNIQUE INDEX entry_in_order ON entry (device_id, epoch, sequence) WHERE heard_first = 1;
-- 1: rejected or in conflict; what the verdict says, without opening it for every entry that is written.
ALTER TABLE entry ADD COLUMN refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1));
UPDATE entry SET refused = 1 WHERE json_extract(verdict, '$.verdict') IN ('rejected', 'conflict');
DROP INDEX entry_problem;
CREATE INDEX entry_refused ON entry (clinic_id, received_at) WHERE refused = 1;
ALTER TABLE change_feed RENAME TO change_feed_before;
CREATE TABLE change_feed (
  clinic_id TEXT NOT NULL, id INTEGER NOT NULL, by_device TEXT, content TEXT NOT NULL, PRIMARY KEY (clinic_id, id)
) STRICT, WITHOUT ROWID;
-- Devices know the old numbers: the new ones go on above all of them.
INSERT INTO setting SELECT 'changesBefore', max(id) FROM change_feed_before WHERE true HAVING max(id) IS NOT NULL;
INSERT INTO change_feed SELECT clinic_id, id, by_device, content FROM change_feed_before;
DROP TABLE change_feed_before;
`
