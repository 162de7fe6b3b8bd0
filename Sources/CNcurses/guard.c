#include "guard.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int terminal = -1;
static struct termios modes;
static char restore_text[256];
static size_t restore_bytes;
static volatile sig_atomic_t is_active;
static int original_stderr = -1;
static int kept_stderr = -1;
static int signal_pipe = -1;
static struct sigaction earlier[NSIG];

static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

/// Writes out what stderr got, and empties it.
static void release_stderr(void) {
  if (kept_stderr < 0) return;
  dup2(original_stderr, STDERR_FILENO);
  char buffer[1024];
  lseek(kept_stderr, 0, SEEK_SET);
  for (;;) {
    ssize_t count = read(kept_stderr, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    write_all(original_stderr, buffer, (size_t)count);
  }
  int ignored = ftruncate(kept_stderr, 0);
  (void)ignored;
  lseek(kept_stderr, 0, SEEK_SET);
}

void cn_guard_restore(void) {
  if (!is_active) return;
  is_active = 0;
  write_all(terminal, restore_text, restore_bytes);
  tcsetattr(terminal, TCSANOW, &modes);
  release_stderr();
}

static void on_fatal(int number, siginfo_t *info, void *context) {
  (void)context;
  cn_guard_restore();
  sigaction(number, &earlier[number], NULL);
  // A fault happens again on return and finds the earlier handler; what was sent does not.
  if (info->si_code <= 0) raise(number);
}

static void on_report(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t ignored = write(signal_pipe, &byte, 1);
  (void)ignored;
  errno = saved;
}

int cn_guard_arm(int descriptor, const char *restore) {
  if (tcgetattr(descriptor, &modes) != 0) return -1;
  terminal = descriptor;
  restore_bytes = strnlen(restore, sizeof restore_text);
  memcpy(restore_text, restore, restore_bytes);
  atexit(cn_guard_restore);
  static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT, SIGSYS};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_fatal;
  action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < sizeof fatal / sizeof *fatal; index++) {
    sigaction(fatal[index], &action, &earlier[fatal[index]]);
  }
  return 0;
}

void cn_guard_keep_stderr(int original, int keep) {
  original_stderr = original;
  kept_stderr = keep;
}

void cn_guard_set_active(int active) {
  if (active && kept_stderr >= 0) dup2(kept_stderr, STDERR_FILENO);
  if (!active) release_stderr();
  is_active = active;
}

void cn_guard_report(int number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_report;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

void cn_guard_report_signals(int pipe) {
  signal_pipe = pipe;
  static const int reported[] = {SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT, SIGCHLD};
  for (size_t index = 0; index < sizeof reported / sizeof *reported; index++) {
    cn_guard_report(reported[index]);
  }
  signal(SIGPIPE, SIG_IGN);
}

void cn_guard_default(int number) { signal(number, SIG_DFL); }
