/*
 * The statements, as constant text with bound parameters. Apart from the ways to begin a transaction they keep to what
 * SQLite and PostgreSQL have in common, so that a second engine can share them. To SQLite $1 is a name, and names are
 * numbered as they appear: $1 must come before $2, which a test checks.
 */
#include "statements.h"

#include <stddef.h>

#define CHANGE_SET_COLUMNS "s.sequence, s.board, s.at, s.who, s.source, s.reason, s.undoes, s.records, s.why"

/* … and which set has taken it back, if one did that was not taken back itself. */
#define JOURNAL_COLUMNS                                                                                                \
    CHANGE_SET_COLUMNS ", (SELECT max(u.sequence) FROM change_sets u WHERE u.undoes = s.sequence AND NOT EXISTS ("     \
                       "SELECT 1 FROM change_sets r WHERE r.undoes = u.sequence))"

#define CHANGE_COLUMNS "action, entity, record, count, field, before, after"

/* The author's part of the journal, for "who wrote this". */
#define AUTHOR "SELECT s.who, s.at, s.reason FROM changes c JOIN change_sets s ON s.sequence = c.sequence "

/* Is record `id` one of those that a change is about? Creations and deletions are of runs. */
#define RUN_INCLUDES(id) "c.record <= " id " AND c.record + c.count > " id

/* The number behind a macro, as text. */
#define TEXT_OF(token) #token
#define TEXT(macro)    TEXT_OF(macro)

/* The rows as they are sealed: what is written, in this order. A why is sealed only where one was given. */
#define SEALED_SET_COLUMNS    "sequence, board, at, who, host, source, reason, undoes, records, why"
#define SEALED_CHANGE_COLUMNS "sequence, ordinal, " CHANGE_COLUMNS

const char *const statement_texts[STATEMENT_COUNT] = {
    [BEGIN_READ] = "BEGIN",
    [BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",

    [COUNTER_READ] = "SELECT next FROM counters WHERE entity = $1",
    [COUNTER_WRITE] = "UPDATE counters SET next = $1 WHERE entity = $2",

    [SEQUENCE_LAST] = "SELECT max(sequence) FROM change_sets",
    [SEQUENCE_AT] = "SELECT max(sequence) FROM change_sets WHERE at <= $1",
    [HASH_OF_SET] = "SELECT hash FROM change_sets WHERE sequence = $1",
    [CHANGE_SET_INSERT] = "INSERT INTO change_sets (" SEALED_SET_COLUMNS ", hash) "
                          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    [CHANGE_INSERT] = "INSERT INTO changes (" SEALED_CHANGE_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",

    [CHANGE_SETS_AFTER] = "SELECT " CHANGE_SET_COLUMNS " FROM change_sets s WHERE s.sequence > $1 ORDER BY s.sequence",
    [JOURNAL_PAGE] =
        "SELECT " JOURNAL_COLUMNS " FROM change_sets s WHERE s.sequence < $1 AND ($2 = 0 OR s.board IN (0, $2)) "
        "ORDER BY s.sequence DESC",
    [JOURNAL_HEAD] = "SELECT " JOURNAL_COLUMNS " FROM change_sets s WHERE s.sequence = $1",
    [SET_BEFORE] = "SELECT max(sequence) FROM change_sets WHERE sequence < $1 AND board IN (0, $2)",
    [SET_BEHIND] = "SELECT min(sequence) FROM change_sets WHERE sequence > $1 AND board IN (0, $2)",
    [SETS_OF_RECORD] = "SELECT c.sequence FROM changes c WHERE c.entity = $1 AND c.record = $2 "
                       "UNION SELECT c.sequence FROM changes c WHERE c.entity = $1 AND c.count > 1 "
                       "AND " RUN_INCLUDES("$2"),
    [CHANGES_OF_ENTITY] = "SELECT c.sequence, c.action, c.record, c.count, c.field, c.before, c.after FROM changes c "
                          "WHERE c.entity = $1 ORDER BY c.sequence DESC, c.ordinal DESC",
    [CHANGES_OF_SET] = "SELECT " CHANGE_COLUMNS " FROM changes WHERE sequence = $1 ORDER BY ordinal",
    /* The empty text keeps the engine from going through all changes of the record type. */
    [CHANGES_OF_RECORD] = "SELECT " CHANGE_COLUMNS " FROM changes c WHERE c.sequence = $1 AND c.entity || '' = $2 "
                          "AND " RUN_INCLUDES("$3") " ORDER BY c.ordinal",

    [AUTHOR_OF_FIELD] = AUTHOR "WHERE c.entity = $1 AND c.record = $2 AND c.field = $3 AND c.action = 'set' "
                               "ORDER BY c.sequence DESC LIMIT 1",
    [AUTHOR_OF_CREATION] = AUTHOR "WHERE c.entity = $1 AND " RUN_INCLUDES("$2") " AND c.action = 'create' "
                                                                                "ORDER BY c.sequence DESC LIMIT 1",
    [AUTHOR_OF_DELETION] = AUTHOR "WHERE c.entity = $1 AND " RUN_INCLUDES("$2") " AND c.action = 'delete' "
                                                                                "ORDER BY c.sequence DESC LIMIT 1",
    [LAST_DELETION] = "SELECT max(c.sequence) FROM changes c "
                      "WHERE c.entity = $1 AND " RUN_INCLUDES("$2") " AND c.action = 'delete'",

    /* A set is undone while a set that undoes it is not undone itself; no chain is longer, because an undo always
       names an original change and a redo always names an undo. The sample board is nobody's last change: whoever tries
       undo in it does not want it to go. */
    [UNDO_TARGET] = "SELECT s.sequence FROM change_sets s "
                    "WHERE s.who = $1 AND s.board = $2 AND s.undoes IS NULL AND s.source <> 'sample' AND NOT EXISTS ("
                    "SELECT 1 FROM change_sets u WHERE u.undoes = s.sequence AND NOT EXISTS ("
                    "SELECT 1 FROM change_sets r WHERE r.undoes = u.sequence)) "
                    "ORDER BY s.sequence DESC LIMIT 1",
    [REDO_TARGET] = "SELECT u.sequence FROM change_sets u JOIN change_sets s ON s.sequence = u.undoes "
                    "WHERE u.who = $1 AND u.board = $2 AND s.undoes IS NULL "
                    "AND NOT EXISTS (SELECT 1 FROM change_sets r WHERE r.undoes = u.sequence) "
                    "AND NOT EXISTS (SELECT 1 FROM change_sets n WHERE n.who = $1 AND n.board = $2 "
                    "AND n.undoes IS NULL AND n.sequence > u.sequence) "
                    "ORDER BY u.sequence DESC LIMIT 1",

    /* What later sets did to the records that set $1 created: deletions (no field), in runs that reach into theirs,
       and the first change of each field with what it held before. */
    [CHANGED_SINCE] =
        "SELECT c.entity, CASE WHEN c.record > r.record THEN c.record ELSE r.record END, "
        "CASE WHEN c.record + c.count < r.record + r.count THEN c.record + c.count ELSE r.record + r.count END, "
        "c.field, c.before FROM changes r "
        "JOIN changes c ON c.entity = r.entity AND c.record < r.record + r.count "
        "AND c.record > r.record - " TEXT(
            MOST_KEPT) " AND c.record + c.count > r.record "
                       "WHERE r.sequence = $1 AND r.action = 'create' AND c.sequence > $1 AND ("
                       "c.action = 'delete' OR (c.action = 'set' AND NOT EXISTS ("
                       "SELECT 1 FROM changes e WHERE e.entity = c.entity AND e.record = c.record "
                       "AND e.field = c.field AND e.action = 'set' AND e.sequence > $1 "
                       "AND e.sequence < c.sequence)))",

    [TOUCHES] = "SELECT c.entity, c.record, c.count, c.field, c.sequence FROM change_sets s "
                "JOIN changes c ON c.sequence = s.sequence "
                "WHERE s.sequence > $1 AND s.sequence <= $2 ORDER BY c.sequence, c.ordinal",

    [INTEGRITY_CHECK] = "PRAGMA integrity_check(1)",

    /* Numbers are given without gaps, and every set changes something. */
    [JOURNAL_GAP] = "SELECT s.sequence FROM change_sets s WHERE NOT EXISTS ("
                    "SELECT 1 FROM changes c WHERE c.sequence = s.sequence) "
                    "OR (s.sequence > 1 AND NOT EXISTS ("
                    "SELECT 1 FROM change_sets p WHERE p.sequence = s.sequence - 1)) "
                    "UNION SELECT c.sequence FROM changes c WHERE NOT EXISTS ("
                    "SELECT 1 FROM change_sets s WHERE s.sequence = c.sequence) LIMIT 1",
    [SEALED_SETS] = "SELECT " SEALED_SET_COLUMNS ", hash FROM change_sets ORDER BY sequence",
    [SEALED_CHANGES] = "SELECT " SEALED_CHANGE_COLUMNS " FROM changes ORDER BY sequence, ordinal",

    /* Going back in time: the sets after $1, newest first, and the runs of records that a set created. */
    [SETS_BACK_TO] = "SELECT " CHANGE_SET_COLUMNS " FROM change_sets s WHERE s.sequence > $1 ORDER BY s.sequence DESC",
    [CREATIONS_OF_SET] = "SELECT entity, record, count, after FROM changes WHERE sequence = $1 AND action = 'create'",
};
