// The part of libwasmtime 50.0.1's C API that Witbench uses, as declarations without logic.
//
// The library is opened at run time (see `wasmtime_load`), so that the program builds and starts
// without it and can say what is missing. The layouts are those of 50.0.1: other versions differ.
#ifndef WITBENCH_CWASMTIME_H
#define WITBENCH_CWASMTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "functions.h"

#pragma clang assume_nonnull begin

/// Opens the library and looks up every function. NULL when it worked, else a message that stays
/// valid. Call it once, before everything else here.
const char *_Nullable wasmtime_load(const char *path);

// Opaque types.
typedef struct wasm_config_t wasm_config_t;
typedef struct wasm_engine_t wasm_engine_t;
typedef struct wasm_frame_t wasm_frame_t;
typedef struct wasmtime_error wasmtime_error_t;
typedef struct wasmtime_store wasmtime_store_t;
typedef struct wasmtime_context wasmtime_context_t;
typedef struct wasmtime_call_future wasmtime_call_future_t;
typedef struct wasmtime_component_t wasmtime_component_t;
typedef struct wasmtime_component_export_index_t wasmtime_component_export_index_t;
typedef struct wasmtime_component_linker_t wasmtime_component_linker_t;
typedef struct wasmtime_component_linker_instance_t wasmtime_component_linker_instance_t;
typedef struct wasmtime_component_resource_any wasmtime_component_resource_any_t;
typedef struct wasmtime_component_resource_host wasmtime_component_resource_host_t;
typedef struct wasmtime_component_resource_type wasmtime_component_resource_type_t;
typedef struct wasmtime_component_func_type_t wasmtime_component_func_type_t;

// Vectors.
typedef struct {
  size_t size;
  uint8_t *_Nullable data;
} wasm_byte_vec_t;
typedef wasm_byte_vec_t wasm_name_t;
typedef struct {
  size_t size;
  wasm_frame_t *_Nullable *_Nullable data;
} wasm_frame_vec_t;

// Values. The kinds are those of values; types number theirs differently.
enum {
  WASMTIME_VALUE_BOOL,
  WASMTIME_VALUE_S8,
  WASMTIME_VALUE_U8,
  WASMTIME_VALUE_S16,
  WASMTIME_VALUE_U16,
  WASMTIME_VALUE_S32,
  WASMTIME_VALUE_U32,
  WASMTIME_VALUE_S64,
  WASMTIME_VALUE_U64,
  WASMTIME_VALUE_F32,
  WASMTIME_VALUE_F64,
  WASMTIME_VALUE_CHAR,
  WASMTIME_VALUE_STRING,
  WASMTIME_VALUE_LIST,
  WASMTIME_VALUE_RECORD,
  WASMTIME_VALUE_TUPLE,
  WASMTIME_VALUE_VARIANT,
  WASMTIME_VALUE_ENUM,
  WASMTIME_VALUE_OPTION,
  WASMTIME_VALUE_RESULT,
  WASMTIME_VALUE_FLAGS,
  WASMTIME_VALUE_RESOURCE,
  WASMTIME_VALUE_MAP,
  WASMTIME_VALUE_FIXED_LIST,
};
struct wasmtime_component_val;
struct wasmtime_component_valrecord_entry;
struct wasmtime_component_valmap_entry;
typedef struct {
  size_t size;
  struct wasmtime_component_val *_Nullable data;
} wasmtime_component_vallist_t;
typedef wasmtime_component_vallist_t wasmtime_component_valtuple_t;
typedef struct {
  size_t size;
  struct wasmtime_component_valrecord_entry *_Nullable data;
} wasmtime_component_valrecord_t;
typedef struct {
  size_t size;
  wasm_name_t *_Nullable data;
} wasmtime_component_valflags_t;
typedef struct {
  size_t size;
  struct wasmtime_component_valmap_entry *_Nullable data;
} wasmtime_component_valmap_t;
typedef struct {
  wasm_name_t discriminant;
  struct wasmtime_component_val *_Nullable val;
} wasmtime_component_valvariant_t;
typedef struct {
  bool is_ok;
  struct wasmtime_component_val *_Nullable val;
} wasmtime_component_valresult_t;
typedef union {
  bool boolean;
  int8_t s8;
  uint8_t u8;
  int16_t s16;
  uint16_t u16;
  int32_t s32;
  uint32_t u32;
  int64_t s64;
  uint64_t u64;
  float f32;
  double f64;
  uint32_t character;
  wasm_name_t string;
  wasmtime_component_vallist_t list;
  wasmtime_component_valrecord_t record;
  wasmtime_component_valtuple_t tuple;
  wasmtime_component_valvariant_t variant;
  wasm_name_t enumeration;
  struct wasmtime_component_val *_Nullable option;
  wasmtime_component_valresult_t result;
  wasmtime_component_valflags_t flags;
  wasmtime_component_valmap_t map;
  wasmtime_component_resource_any_t *_Nullable resource;
} wasmtime_component_valunion_t;
typedef struct wasmtime_component_val {
  uint8_t kind;
  wasmtime_component_valunion_t of;
} wasmtime_component_val_t;
typedef struct wasmtime_component_valrecord_entry {
  wasm_name_t name;
  wasmtime_component_val_t val;
} wasmtime_component_valrecord_entry_t;
typedef struct wasmtime_component_valmap_entry {
  wasmtime_component_val_t key;
  wasmtime_component_val_t value;
} wasmtime_component_valmap_entry_t;

// Instances and functions: plain values that belong to one store.
typedef struct {
  uint64_t store_id;
  uint32_t index;
} wasmtime_component_instance_t;
typedef struct {
  struct {
    uint64_t store_id;
    uint32_t index;
  } owner;
  uint32_t index;
  void *_Nullable reserved;
} wasmtime_component_func_t;

// Callbacks.
typedef void (*wasmtime_finalizer_t)(void *_Nullable data);
/// A linear memory that the host keeps.
typedef struct {
  void *_Nullable env;
  /// Its first byte; its size now, and the size to which it may grow without moving.
  uint8_t *_Nonnull (*_Nonnull get_memory)(void *_Nullable env, size_t *size, size_t *capacity);
  wasmtime_error_t *_Nullable (*_Nonnull grow_memory)(void *_Nullable env, size_t size);
  wasmtime_finalizer_t _Nullable finalizer;
} wasmtime_linear_memory_t;
typedef struct {
  void *_Nullable env;
  /// All sizes in bytes. `reserved` counts from the first byte; the guard comes behind it.
  wasmtime_error_t *_Nullable (*_Nonnull new_memory)(
      void *_Nullable env, const void *type, size_t minimum, size_t maximum, size_t reserved,
      size_t guard, wasmtime_linear_memory_t *out);
  wasmtime_finalizer_t _Nullable finalizer;
} wasmtime_memory_creator_t;
/// What to do when a store's epoch deadline has passed.
enum { WASMTIME_DEADLINE_CONTINUE, WASMTIME_DEADLINE_YIELD };
typedef wasmtime_error_t *_Nullable (*wasmtime_deadline_callback_t)(
    wasmtime_context_t *context, void *_Nullable data, uint64_t *delta, uint8_t *kind);
/// What a suspended host function waits for; `callback` says whether it is there.
typedef struct {
  bool (*_Nullable callback)(void *_Nullable env);
  void *_Nullable env;
  wasmtime_finalizer_t _Nullable finalizer;
} wasmtime_async_continuation_t;
typedef void (*wasmtime_component_func_async_callback_t)(
    void *_Nullable data, wasmtime_context_t *context, const wasmtime_component_func_type_t *type,
    wasmtime_component_val_t *_Nullable arguments, size_t argument_count,
    wasmtime_component_val_t *_Nullable results, size_t result_count,
    wasmtime_error_t *_Nullable *_Nonnull error, wasmtime_async_continuation_t *continuation);
typedef wasmtime_error_t *_Nullable (*wasmtime_component_resource_destructor_t)(
    void *_Nullable data, wasmtime_context_t *context, uint32_t representation);

#define WASMTIME_DECLARE(result, name, parameters, arguments) result name parameters;
WASMTIME_FUNCTIONS(WASMTIME_DECLARE)
#undef WASMTIME_DECLARE

#pragma clang assume_nonnull end
#endif
