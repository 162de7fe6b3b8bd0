#ifndef RECORDING_VFS_H
#define RECORDING_VFS_H

#include <stdint.h>

/// What SQLite is about to do with a file.
enum recording_operation {
  recording_open = 0,
  recording_write = 1,
  recording_truncate = 2,
  recording_sync = 3,
  recording_delete = 4,
};

/// Told of each operation before it is done, on the thread that does it.
///
/// `offset` is where bytes are written, or the new size; `bytes` holds what is written. What it
/// returns is SQLite's result code: other than SQLITE_OK the operation is not done, and fails so.
typedef int (*recording_observer)(
  void *context, enum recording_operation operation, const char *path, int64_t offset,
  const void *bytes, int count);

/// Puts itself before the system's file access, for this whole process. Files whose path begins
/// with `prefix` are told of to `observer` from now on; the others are left alone.
///
/// One observer at a time; `recording_stop` ends it.
int recording_start(const char *prefix, recording_observer observer, void *context);
void recording_stop(void);

#endif
