/*
 * LD_PRELOAD shim over the libc calls by which Node and SQLite reach the disk. Linux, glibc, 64 bit.
 *
 * SHIM_FOLDER  only files below this folder are touched (absolute, no trailing slash)
 * SHIM_TRACE   every change below it is appended here, after it happened, one write(2) a record, so a SIGKILL loses none
 * SHIM_FAULT   a text file read before every call: "CALL ERRNO AFTER TIMES SUFFIX", e.g. "fsync 5 0 -1 -wal";
 *              CALL is write, fsync, truncate or open; SUFFIX is the end of the path ("*": any). Empty: no fault. The counts begin anew when the text changes.
 *
 * Record, little endian: u32 bytes that follow, u8 kind, u64 inode, i64 number, u16 length of path, path, data.
 *   1 open    number: bit 0 created, bit 1 emptied, bit 2 a folder        4 synced
 *   2 write   number: offset; data: the bytes                             5 rename  data: the new path
 *   3 truncate number: new size                                           6 unlink
 *                                                                         8 sync failed (what was dirty counts as clean now)
 * Kind 7 is the harness's own marker. A failing fsync is not carried out: the kernel has lost what was dirty (fsyncgate).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
#define PATH_BYTES 512

static struct { char path[PATH_BYTES]; uint64_t inode; int known; } files[FDS];
static const char *folder, *fault_file;
static int trace = -1, busy_init = 0;
static char fault_text[128];
static long fault_seen;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ({ static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); real; })

__attribute__((constructor)) static void begin(void) {
  folder = getenv("SHIM_FOLDER");
  fault_file = getenv("SHIM_FAULT");
  const char *to = getenv("SHIM_TRACE");
  if (folder && to) trace = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  busy_init = 1;
}

static int below(const char *path) {
  size_t n = folder ? strlen(folder) : 0;
  return n > 0 && path && strncmp(path, folder, n) == 0 && (path[n] == '/' || path[n] == 0);
}

static void note(uint8_t kind, uint64_t inode, int64_t number, const char *path, const void *data, size_t bytes) {
  if (trace < 0) return;
  uint16_t length = path ? (uint16_t)strlen(path) : 0;
  uint32_t total = (uint32_t)(1 + 8 + 8 + 2 + length + bytes);
  unsigned char head[23];
  memcpy(head, &total, 4); head[4] = kind; memcpy(head + 5, &inode, 8); memcpy(head + 13, &number, 8); memcpy(head + 21, &length, 2);
  struct iovec parts[3] = { { head, 23 }, { (void *)path, length }, { (void *)data, bytes } };
  int kept = errno;
  syscall(SYS_writev, trace, parts, 3);
  errno = kept;
}

/* The errno to fail with, or 0. */
static int fault(const char *call, const char *path) {
  if (!fault_file || !busy_init) return 0;
  char text[128] = { 0 }, name[16], suffix[64];
  int code; long after, times;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, fault_file, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return 0;
  syscall(SYS_read, fd, text, sizeof text - 1);
  syscall(SYS_close, fd);
  pthread_mutex_lock(&lock);
  if (strcmp(text, fault_text) != 0) { strcpy(fault_text, text); fault_seen = 0; }
  int result = 0;
  if (sscanf(text, "%15s %d %ld %ld %63s", name, &code, &after, &times, suffix) == 5 && strcmp(name, call) == 0) {
    size_t n = strlen(path), m = strlen(suffix);
    if (strcmp(suffix, "*") == 0 || (n >= m && strcmp(path + n - m, suffix) == 0)) {
      long seen = fault_seen++;
      if (seen >= after && (times < 0 || seen < after + times)) result = code;
    }
  }
  pthread_mutex_unlock(&lock);
  return result;
}

static int known(int fd) { return fd >= 0 && fd < FDS && files[fd].known; }

static int opened(int fd, const char *path, int flags, int existed) {
  struct stat about;
  if (fd < 0 || fd >= FDS || fstat(fd, &about) != 0) return fd;
  files[fd].known = 1;
  files[fd].inode = about.st_ino;
  snprintf(files[fd].path, PATH_BYTES, "%s", path);
  int64_t what = (!existed ? 1 : 0) | ((flags & O_TRUNC) ? 2 : 0) | (S_ISDIR(about.st_mode) ? 4 : 0);
  note(1, about.st_ino, what, path, NULL, 0);
  return fd;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
    if (!below(path)) return REAL(name)(path, flags, mode); \
    int code = fault("open", path); \
    if (code) { errno = code; return -1; } \
    int existed = access(path, F_OK) == 0; \
    return opened(REAL(name)(path, flags, mode), path, flags, existed); \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (known(fd)) files[fd].known = 0;
  return REAL(close)(fd);
}

static int fails(int fd, const char *call) {
  int code = known(fd) ? fault(call, files[fd].path) : 0;
  if (code) errno = code;
  return code;
}

static ssize_t wrote(int fd, const void *data, ssize_t bytes, off_t at) {
  if (bytes > 0 && known(fd)) note(2, files[fd].inode, at, NULL, data, (size_t)bytes);
  return bytes;
}

ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) { return fails(fd, "write") ? -1 : wrote(fd, data, REAL(pwrite)(fd, data, bytes, at), at); }
ssize_t pwrite64(int fd, const void *data, size_t bytes, off64_t at) { return fails(fd, "write") ? -1 : wrote(fd, data, REAL(pwrite64)(fd, data, bytes, at), at); }
ssize_t write(int fd, const void *data, size_t bytes) {
  if (!known(fd)) return REAL(write)(fd, data, bytes);
  if (fails(fd, "write")) return -1;
  ssize_t done = REAL(write)(fd, data, bytes);
  // A pipe has no place to write to; its number may be a file's all the same.
  const off_t end = done > 0 ? lseek(fd, 0, SEEK_CUR) : -1;
  return end >= done ? wrote(fd, data, done, end - done) : done;
}

static ssize_t each(int fd, const struct iovec *parts, int count, off_t at) {
  ssize_t sum = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = at < 0 ? write(fd, parts[i].iov_base, parts[i].iov_len) : pwrite(fd, parts[i].iov_base, parts[i].iov_len, at + sum);
    if (done < 0) return sum > 0 ? sum : -1;
    sum += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return sum;
}
ssize_t writev(int fd, const struct iovec *parts, int count) { return known(fd) ? each(fd, parts, count, -1) : REAL(writev)(fd, parts, count); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return known(fd) ? each(fd, parts, count, at) : REAL(pwritev)(fd, parts, count, at); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { return known(fd) ? each(fd, parts, count, at) : REAL(pwritev64)(fd, parts, count, at); }

#define SYNC(name) \
  int name(int fd) { \
    if (fails(fd, "fsync")) { note(8, files[fd].inode, 0, NULL, NULL, 0); return -1; } \
    int done = REAL(name)(fd); \
    if (known(fd)) note(done == 0 ? 4 : 8, files[fd].inode, 0, NULL, NULL, 0); \
    return done; \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, type) \
  int name(int fd, type size) { \
    if (fails(fd, "truncate")) return -1; \
    int done = REAL(name)(fd, size); \
    if (done == 0 && known(fd)) note(3, files[fd].inode, size, NULL, NULL, 0); \
    return done; \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
  int done = REAL(rename)(from, to);
  if (done == 0 && below(from)) note(5, 0, 0, from, to, strlen(to));
  return done;
}
int unlink(const char *path) {
  int done = REAL(unlink)(path);
  if (done == 0 && below(path)) note(6, 0, 0, path, NULL, 0);
  return done;
}
