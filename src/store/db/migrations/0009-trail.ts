/** Each act at the desk vouches for the one before it, and a word of the centre is known to have been seen. */
export const trail = `
-- Over the row before and this one, without what is written by hand (that leaves with the person); null: from before there was a chain.
ALTER TABLE desk_act ADD COLUMN hash TEXT;
-- Who saw it stands in desk_act.
ALTER TABLE message ADD COLUMN seen_at INTEGER; -- ms; null: nobody at this desk has said so
`
