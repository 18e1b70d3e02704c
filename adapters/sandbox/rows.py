"""The tables and statements of the chat store, in SQLite's SQL."""

TABLES = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS pulse (epoch INTEGER NOT NULL, change INTEGER NOT NULL);
INSERT INTO pulse SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM pulse);
CREATE TABLE IF NOT EXISTS channels (id TEXT PRIMARY KEY);
INSERT OR IGNORE INTO channels VALUES ('#deals');
CREATE TABLE IF NOT EXISTS messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT, change INTEGER NOT NULL, key TEXT NOT NULL UNIQUE,
  place TEXT NOT NULL, author TEXT NOT NULL, manner TEXT NOT NULL, at TEXT NOT NULL, seen_by TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '', card TEXT, answers INTEGER UNIQUE, edited INTEGER NOT NULL DEFAULT 0,
  settled TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS messages_by_place ON messages (place, id);
CREATE TABLE IF NOT EXISTS reads (
  who TEXT NOT NULL, place TEXT NOT NULL, upto INTEGER NOT NULL, PRIMARY KEY (who, place)
);
COMMIT;
"""
NEWEST = """
SELECT * FROM (
  SELECT m.*, row_number() OVER (PARTITION BY m.place ORDER BY m.id DESC) AS back FROM messages m
  WHERE m.seen_by IN ('', :who) AND (m.place LIKE '#%' OR m.place = :who)
) WHERE back <= :shown AND change > :since ORDER BY id
"""
UNREAD = """
SELECT m.place, count(*) FROM messages m LEFT JOIN reads r ON r.who = :who AND r.place = m.place
WHERE m.seen_by IN ('', :who) AND (m.place LIKE '#%' OR m.place = :who)
  AND m.id > coalesce(r.upto, 0) AND m.author <> :who GROUP BY m.place
"""
WAITING = """
SELECT m.place, count(*) FROM messages m LEFT JOIN reads r ON r.who = m.place AND r.place = m.place
WHERE m.place NOT LIKE '#%' AND m.author = '' AND m.id > coalesce(r.upto, 0) GROUP BY m.place
"""
HEAR = """
INSERT INTO messages (change, key, place, author, manner, at, seen_by, text)
VALUES (:change, :key, :place, :who, :manner, :at, :who, :words) ON CONFLICT (key) DO NOTHING
"""
ANSWER = """
INSERT INTO messages (change, key, place, author, manner, at, seen_by, card, answers)
SELECT :change, 'answer to ' || id, place, '', 'card', :at, iif(:everyone, '', author), :card, id
FROM messages WHERE id = :heard ON CONFLICT DO NOTHING
"""
POST = """
INSERT INTO messages (change, key, place, author, manner, at, seen_by, card)
VALUES (:change, 'post ' || :key, :place, '', 'card', :at, '', :card) ON CONFLICT (key) DO NOTHING
"""
READ = """
INSERT INTO reads VALUES (:who, :place, :upto)
ON CONFLICT (who, place) DO UPDATE SET upto = max(upto, excluded.upto)
"""
FIND = "SELECT id FROM messages WHERE key = ?"
EDIT = "UPDATE messages SET card = ?, edited = 1, change = ? WHERE id = ? AND author = ''"
MINE = "SELECT 1 FROM messages WHERE id = ? AND author = '' AND ? IN (seen_by, place)"
CLEAR = """
BEGIN IMMEDIATE;
DELETE FROM messages;
DELETE FROM reads;
DELETE FROM channels;
INSERT INTO channels VALUES ('#deals');
UPDATE pulse SET change = change + 1, epoch = epoch + 1;
COMMIT;
"""
