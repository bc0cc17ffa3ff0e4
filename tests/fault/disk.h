/*
 * A disk that fails on demand, and that can be asked what it would hold had the power gone: a VFS in front of SQLite's
 * own, which counts, breaks off, and writes down what passes through it.
 */
#ifndef TESTS_FAULT_DISK_H
#define TESTS_FAULT_DISK_H

#include "store/fixture.h"

typedef enum FaultKind {
    FAULT_READ,
    FAULT_WRITE,
    FAULT_FULL,
    FAULT_TORN,
    FAULT_SYNC,
    FAULT_OPEN,
    FAULT_COUNT
} FaultKind;

/* One thing that happened to a file: bytes written at an offset, its end moved, all made durable. */
typedef struct Event {
    enum { EVENT_WRITE, EVENT_TRUNCATE, EVENT_SYNC, EVENT_ACKNOWLEDGED } type;
    int file; /* 0 the database, 1 its log */
    sqlite3_int64 at;
    size_t length;
    unsigned char *bytes;
} Event;

typedef struct Disk {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    bool armed, persistent;
    FaultKind kind;
    int countdown; /* operations of that kind until one fails */
    int failed;    /* … and how many did */
    bool recording;
    ARRAY(Event) events;
} Disk;

typedef struct DiskFile {
    sqlite3_file base;
    Disk *disk;
    int file; /* −1: neither the database nor its log */
    sqlite3_file *real;
} DiskFile;

static inline bool disk_fails(Disk *disk, FaultKind kind)
{
    if (!disk->armed || disk->kind != kind || --disk->countdown > 0)
        return false;
    if (disk->countdown < 0 && !disk->persistent)
        return false;
    disk->failed++;
    return true;
}

static inline void disk_record(DiskFile *file, Event event, const void *bytes)
{
    if (!file->disk->recording || (file->file < 0 && event.type != EVENT_ACKNOWLEDGED))
        return;
    event.file = file->file;
    if (event.length > 0 && bytes) {
        event.bytes = malloc(event.length);
        memcpy(event.bytes, bytes, event.length);
    }
    array_push(&file->disk->events, event);
}

#define REAL(method, ...) (((DiskFile *)file)->real->pMethods->method(((DiskFile *)file)->real, __VA_ARGS__))

static int disk_close(sqlite3_file *file)
{
    DiskFile *own = (DiskFile *)file;
    int code = own->real->pMethods->xClose(own->real);
    free(own->real);
    return code;
}

static int disk_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
    if (disk_fails(((DiskFile *)file)->disk, FAULT_READ))
        return SQLITE_IOERR_READ;
    return REAL(xRead, bytes, length, at);
}

static int disk_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
    DiskFile *own = (DiskFile *)file;
    if (disk_fails(own->disk, FAULT_WRITE))
        return SQLITE_IOERR_WRITE;
    if (disk_fails(own->disk, FAULT_FULL))
        return SQLITE_FULL;
    if (disk_fails(own->disk, FAULT_TORN)) {
        REAL(xWrite, bytes, length / 2, at);
        return SQLITE_IOERR_WRITE;
    }
    disk_record(own, (Event){.type = EVENT_WRITE, .at = at, .length = (size_t)length}, bytes);
    return REAL(xWrite, bytes, length, at);
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    disk_record((DiskFile *)file, (Event){.type = EVENT_TRUNCATE, .at = size}, NULL);
    return REAL(xTruncate, size);
}

static int disk_sync(sqlite3_file *file, int flags)
{
    if (disk_fails(((DiskFile *)file)->disk, FAULT_SYNC))
        return SQLITE_IOERR_FSYNC;
    disk_record((DiskFile *)file, (Event){.type = EVENT_SYNC}, NULL);
    return REAL(xSync, flags);
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return REAL(xFileSize, size);
}

static int disk_lock(sqlite3_file *file, int level)
{
    return REAL(xLock, level);
}

static int disk_unlock(sqlite3_file *file, int level)
{
    return REAL(xUnlock, level);
}

static int disk_check_lock(sqlite3_file *file, int *out)
{
    return REAL(xCheckReservedLock, out);
}

static int disk_control(sqlite3_file *file, int operation, void *argument)
{
    return REAL(xFileControl, operation, argument);
}

/* Ordinary disks promise nothing about what is not synced. */
static int disk_sector(sqlite3_file *file)
{
    (void)file;
    return 512;
}

static int disk_traits(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static int disk_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return REAL(xShmMap, page, size, extend, out);
}

static int disk_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return REAL(xShmLock, offset, count, flags);
}

static void disk_shm_barrier(sqlite3_file *file)
{
    DiskFile *own = (DiskFile *)file;
    own->real->pMethods->xShmBarrier(own->real);
}

static int disk_shm_unmap(sqlite3_file *file, int remove)
{
    return REAL(xShmUnmap, remove);
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    static const sqlite3_io_methods methods = {
        .iVersion = 2,
        .xClose = disk_close,
        .xRead = disk_read,
        .xWrite = disk_write,
        .xTruncate = disk_truncate,
        .xSync = disk_sync,
        .xFileSize = disk_size,
        .xLock = disk_lock,
        .xUnlock = disk_unlock,
        .xCheckReservedLock = disk_check_lock,
        .xFileControl = disk_control,
        .xSectorSize = disk_sector,
        .xDeviceCharacteristics = disk_traits,
        .xShmMap = disk_shm_map,
        .xShmLock = disk_shm_lock,
        .xShmBarrier = disk_shm_barrier,
        .xShmUnmap = disk_shm_unmap,
    };
    DiskFile *own = (DiskFile *)file;
    Disk *disk = (Disk *)vfs->pAppData;
    *own = (DiskFile){.disk = disk};
    own->file = flags & SQLITE_OPEN_MAIN_DB ? 0 : flags & SQLITE_OPEN_WAL ? 1 : -1;
    if (disk_fails(disk, FAULT_OPEN))
        return SQLITE_CANTOPEN;
    own->real = calloc(1, (size_t)disk->real->szOsFile);
    int code = disk->real->xOpen(disk->real, name, own->real, flags, out_flags);
    if (own->real->pMethods)
        own->base.pMethods = &methods;
    else
        free(own->real);
    return code;
}

/* From here on all databases of this process lie on the disk. */
static inline void disk_insert(Disk *disk)
{
    disk->real = sqlite3_vfs_find(NULL);
    disk->vfs = *disk->real;
    disk->vfs.szOsFile = (int)sizeof(DiskFile);
    disk->vfs.zName = "disk";
    disk->vfs.pAppData = disk;
    disk->vfs.xOpen = disk_open;
    sqlite3_vfs_register(&disk->vfs, 1);
}

static inline void disk_remove(Disk *disk)
{
    sqlite3_vfs_unregister(&disk->vfs);
    sqlite3_vfs_register(disk->real, 1);
    for (size_t i = 0; i < disk->events.count; i++)
        free(disk->events.items[i].bytes);
    array_release(&disk->events);
}

#endif
