-- How many open conflicts a page shows. The index is read anew from the peer's sequence of changes to fill it.

ALTER TABLE page ADD COLUMN conflicts INT DEFAULT 0 NOT NULL;
UPDATE feed SET position = 0;
