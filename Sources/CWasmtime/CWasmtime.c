#include "CWasmtime.h"

#include <dlfcn.h>
#include <stdio.h>

#pragma clang diagnostic ignored "-Wnullability-completeness"

// Each function calls through a pointer that `wasmtime_load` fills.
#define DEFINE(result, name, parameters, arguments) \
  static result(*pointer_##name) parameters;        \
  result name parameters { return pointer_##name arguments; }
WASMTIME_FUNCTIONS(DEFINE)

static const struct {
  const char *name;
  void **pointer;
} functions[] = {
#define ROW(result, name, parameters, arguments) {#name, (void **)&pointer_##name},
    WASMTIME_FUNCTIONS(ROW)
};

const char *wasmtime_load(const char *path) {
  static char message[1024];
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    snprintf(message, sizeof message, "%s", dlerror());
    return message;
  }
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    *functions[i].pointer = dlsym(library, functions[i].name);
    if (!*functions[i].pointer) {
      snprintf(message, sizeof message, "%s has no %s: it is not libwasmtime 50.0.1", path,
               functions[i].name);
      return message;
    }
  }
  return NULL;
}
