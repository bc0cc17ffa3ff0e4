/*
 * Every statement of the store that does not depend on a record type. Those that do are derived from the field tables,
 * see record.h.
 */
#ifndef STEERCO_STORE_STATEMENTS_H
#define STEERCO_STORE_STATEMENTS_H

typedef enum StatementId {
    BEGIN_READ,
    BEGIN_WRITE,
    COMMIT,
    ROLLBACK,
    COUNTER_READ,
    COUNTER_WRITE,
    SEQUENCE_LAST,
    CHANGE_SET_INSERT,
    CHANGE_INSERT,
    CHANGE_SET_READ,
    CHANGE_SETS_AFTER,
    CHANGE_SETS_OF_BOARD,
    CHANGE_SETS_OF_RECORD,
    CHANGES_OF_SET,
    CHANGES_OF_RECORD,
    AUTHOR_OF_FIELD,
    AUTHOR_OF_CREATION,
    AUTHOR_OF_DELETION,
    UNDO_TARGET,
    REDO_TARGET,
    CHANGED_SINCE,
    INTEGRITY_CHECK,
    JOURNAL_GAP,
    JOURNAL_BREAK,
    JOURNAL_BALANCE,
    STATEMENT_COUNT
} StatementId;

extern const char *const statement_texts[STATEMENT_COUNT];

#endif
