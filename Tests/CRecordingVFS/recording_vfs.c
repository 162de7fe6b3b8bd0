// A shim over SQLite's own file access: see https://www.sqlite.org/vfs.html, "VFS shims".
#include "recording_vfs.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  sqlite3_file base;
  const char *path;
  sqlite3_file *real;
} recorded_file;

static sqlite3_vfs *system_vfs;
static sqlite3_vfs shim;
static sqlite3_io_methods methods;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *watched;
static recording_observer told;
static void *told_context;

static int tell(
  enum recording_operation operation, const char *path, int64_t offset, const void *bytes,
  int count) {
  int result = SQLITE_OK;
  pthread_mutex_lock(&lock);
  if (watched && path && strncmp(path, watched, strlen(watched)) == 0)
    result = told(told_context, operation, path, offset, bytes, count);
  pthread_mutex_unlock(&lock);
  return result;
}

static sqlite3_file *real(sqlite3_file *file) { return ((recorded_file *)file)->real; }
static const char *path(sqlite3_file *file) { return ((recorded_file *)file)->path; }

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  return real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  int failure = tell(recording_write, path(file), offset, bytes, count);
  return failure ? failure : real(file)->pMethods->xWrite(real(file), bytes, count, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  int failure = tell(recording_truncate, path(file), size, NULL, 0);
  return failure ? failure : real(file)->pMethods->xTruncate(real(file), size);
}

static int file_sync(sqlite3_file *file, int flags) {
  int failure = tell(recording_sync, path(file), 0, NULL, 0);
  return failure ? failure : real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}

static int file_lock(sqlite3_file *file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}

static int file_unlock(sqlite3_file *file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}

static int file_reserved(sqlite3_file *file, int *answer) {
  return real(file)->pMethods->xCheckReservedLock(real(file), answer);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int file_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int file_traits(sqlite3_file *file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int file_map(sqlite3_file *file, int page, int size, int extend, void volatile **place) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, place);
}

static int file_shared_lock(sqlite3_file *file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void file_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

static int file_unmap(sqlite3_file *file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

static int vfs_open(
  sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  (void)vfs;
  recorded_file *recorded = (recorded_file *)file;
  recorded->base.pMethods = NULL;
  int failure = tell(recording_open, name, 0, NULL, 0);
  if (failure) return failure;
  recorded->path = name;
  recorded->real = (sqlite3_file *)&recorded[1];
  int result = system_vfs->xOpen(system_vfs, name, recorded->real, flags, out);
  if (recorded->real->pMethods) recorded->base.pMethods = &methods;
  return result;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync) {
  (void)vfs;
  int failure = tell(recording_delete, name, 0, NULL, 0);
  return failure ? failure : system_vfs->xDelete(system_vfs, name, sync);
}

static void install(void) {
  system_vfs = sqlite3_vfs_find(NULL);
  shim = *system_vfs;
  shim.zName = "recording";
  shim.szOsFile = (int)sizeof(recorded_file) + system_vfs->szOsFile;
  shim.xOpen = vfs_open;
  shim.xDelete = vfs_delete;
  methods = (sqlite3_io_methods){
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_map,
    .xShmLock = file_shared_lock,
    .xShmBarrier = file_barrier,
    .xShmUnmap = file_unmap,
  };
  sqlite3_vfs_register(&shim, 1);
}

int recording_start(const char *prefix, recording_observer observer, void *context) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  sqlite3_initialize();
  pthread_once(&once, install);
  pthread_mutex_lock(&lock);
  int isFree = watched == NULL;
  if (isFree) {
    watched = strdup(prefix);
    told = observer;
    told_context = context;
  }
  pthread_mutex_unlock(&lock);
  return isFree ? SQLITE_OK : SQLITE_BUSY;
}

void recording_stop(void) {
  pthread_mutex_lock(&lock);
  free(watched);
  watched = NULL;
  pthread_mutex_unlock(&lock);
}
