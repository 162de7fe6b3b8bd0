#ifndef WITBENCH_CNCURSES_H
#define WITBENCH_CNCURSES_H

// What Swift's importer cannot take from <ncurses.h> by itself: macros, globals that it holds for
// shared mutable state, FILE pointers. No logic.
//
// _XOPEN_SOURCE stays undefined: glibc's structs would differ from those of the Glibc module.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>
#include <wchar.h>

#include "guard.h"

/// Starts curses on two descriptors; NULL where the terminal type is unknown. (`initscr` would end
/// the process.)
SCREEN *cn_new_terminal(const char *type, int output, int input);

/// Looks a terminal type up without touching a terminal: 1 found, 0 not, -1 no database.
int cn_find_terminal(const char *type);

/// A capability by its terminfo name; NULL where the terminal lacks it.
const char *cn_capability(const char *name);

/// A number by its terminfo name; negative where the terminal has none.
int cn_capability_number(const char *name);

/// A file without a name, for what curses writes; -1 and errno on failure.
int cn_memory_file(void);

/// A pipe whose ends never block and close when another program is started.
int cn_pipe(int ends[2]);

/// A descriptor that is readable from `cn_bell_ring` to `cn_bell_clear`; an eventfd.
int cn_bell(void);
void cn_bell_ring(int bell);
void cn_bell_clear(int bell);

/// The terminal's size as the kernel knows it; -1 where it does not.
int cn_window_size(int descriptor, int *rows, int *columns);

static inline WINDOW *cn_standard_screen(void) { return stdscr; }
static inline WINDOW *cn_current_screen(void) { return curscr; }
static inline int cn_color_count(void) { return COLORS; }

static const attr_t CN_BOLD = WA_BOLD;
static const attr_t CN_DIM = WA_DIM;
static const attr_t CN_UNDERLINE = WA_UNDERLINE;
static const attr_t CN_REVERSE = WA_REVERSE;
static const attr_t CN_ITALIC = WA_ITALIC;

/// Writes a run of characters in one style; the pair may be larger than COLOR_PAIR() can say.
static inline int cn_put(
    WINDOW *window, int y, int x, const wchar_t *text, int count, attr_t attributes, int pair) {
  if (wmove(window, y, x) == ERR) return ERR;
  if (wattr_set(window, attributes, 0, &pair) == ERR) return ERR;
  return waddnwstr(window, text, count);
}

#endif
