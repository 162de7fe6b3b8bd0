// The world `c` of counter.wit: counts, says so, and knows the time. Without a C library; imports
// and exports are called as the Component Model's canonical ABI says.
#include <stdbool.h>
#include <stdint.h>

#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))

IMPORT("wasi:cli/stdout@0.2.0", "get-stdout") int32_t get_stdout(void);
IMPORT("wasi:io/streams@0.2.0", "[method]output-stream.blocking-write-and-flush")
void write_and_flush(int32_t stream, const char *bytes, uint32_t count, void *result);
IMPORT("wasi:io/streams@0.2.0", "[resource-drop]output-stream") void drop_stream(int32_t stream);
IMPORT("wasi:clocks/wall-clock@0.2.0", "now") void wall_clock_now(void *result);

static uint32_t count;

static void print(const char *bytes, uint32_t length) {
  struct { uint8_t is_error; uint32_t kind, error; } result;
  int32_t stream = get_stdout();
  write_and_flush(stream, bytes, length, &result);
  if (result.is_error) __builtin_trap();
  drop_stream(stream);
}

EXPORT("increment") uint32_t increment(uint32_t by) {
  static const char words[] = "count is ";
  char line[32], digits[10];
  uint32_t length = 0, rest, size = 0;
  count += by;
  for (const char *word = words; *word; ++word) line[length++] = *word;
  rest = count;
  do digits[size++] = (char)('0' + rest % 10); while (rest /= 10);
  while (size) line[length++] = digits[--size];
  line[length++] = '\n';
  print(line, length);
  return count;
}

EXPORT("now") uint64_t now(void) {
  struct { uint64_t seconds; uint32_t nanoseconds; } time;
  wall_clock_now(&time);
  return time.seconds * 1000000000u + time.nanoseconds;
}

// Every component has one; nothing is ever put into this one's memory.
EXPORT("cabi_realloc") void *reallocate(void *old, uint32_t size, uint32_t align, uint32_t more) {
  (void)old, (void)size, (void)align, (void)more;
  __builtin_trap();
}
