#define _GNU_SOURCE
#include "CNcurses.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

// From <term.h>, which makes macros of words like `bell` and `columns`.
extern int setupterm(const char *type, int descriptor, int *answer);

SCREEN *cn_new_terminal(const char *type, int output, int input) {
  // They live as long as the screen, which is as long as the process.
  FILE *out = fdopen(dup(output), "w");
  FILE *in = fdopen(dup(input), "r");
  if (out == NULL || in == NULL) return NULL;
  return newterm(type, out, in);
}

int cn_find_terminal(const char *type) {
  int answer = -1;
  setupterm(type, STDOUT_FILENO, &answer);
  return answer;
}

const char *cn_capability(const char *name) {
  char *text = tigetstr(name);
  return text == (char *)-1 ? NULL : text;
}

int cn_capability_number(const char *name) { return tigetnum(name); }

int cn_memory_file(void) { return memfd_create("witbench-frame", MFD_CLOEXEC); }

int cn_pipe(int ends[2]) { return pipe2(ends, O_NONBLOCK | O_CLOEXEC); }

int cn_bell(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void cn_bell_ring(int bell) { eventfd_write(bell, 1); }

void cn_bell_clear(int bell) {
  eventfd_t count;
  eventfd_read(bell, &count);
}

int cn_window_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}
