/*
 * Every statement of the store that does not depend on a record type. Those that do are derived from the field tables,
 * see record.h.
 */
#ifndef STEERCO_SRC_STORE_STATEMENTS_H
#define STEERCO_SRC_STORE_STATEMENTS_H

/* Of records in one row of the journal that keeps deleted ones. */
#define MOST_KEPT 256

typedef enum StatementId {
    BEGIN_READ,
    BEGIN_WRITE,
    COMMIT,
    ROLLBACK,
    COUNTER_READ,
    COUNTER_WRITE,
    SEQUENCE_LAST,
    SEQUENCE_AT,
    HASH_OF_SET,
    CHANGE_SET_INSERT,
    CHANGE_INSERT,
    CHANGE_SETS_AFTER,
    JOURNAL_PAGE,
    JOURNAL_HEAD,
    SET_BEFORE,
    SET_BEHIND,
    SETS_OF_RECORD,
    CHANGES_OF_ENTITY,
    CHANGES_OF_SET,
    CHANGES_OF_RECORD,
    AUTHOR_OF_FIELD,
    AUTHOR_OF_CREATION,
    AUTHOR_OF_DELETION,
    LAST_DELETION, /* of a record: the number of its set */
    UNDO_TARGET,
    REDO_TARGET,
    CHANGED_SINCE,
    INTEGRITY_CHECK,
    JOURNAL_GAP,
    TOUCHES,
    SEALED_SETS,
    SEALED_CHANGES,
    SETS_BACK_TO,
    CREATIONS_OF_SET,
    STATEMENT_COUNT
} StatementId;

extern const char *const statement_texts[STATEMENT_COUNT];

#endif
