// Every function of libwasmtime that is in use: FUNCTION(result, name, (parameters), (arguments)).
//
// One list serves the declarations in CWasmtime.h and the look-up in CWasmtime.c.
#define WASMTIME_FUNCTIONS(FUNCTION) \
  /* Bytes and frames. */ \
  FUNCTION(void, wasm_byte_vec_new, (wasm_byte_vec_t *out, size_t size, const uint8_t *_Nullable data), (out, size, data)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_wat2wasm, (const char *wat, size_t size, wasm_byte_vec_t *out), (wat, size, out)) \
  FUNCTION(void, wasm_byte_vec_delete, (wasm_byte_vec_t *vec), (vec)) \
  FUNCTION(void, wasm_frame_vec_delete, (wasm_frame_vec_t *vec), (vec)) \
  FUNCTION(uint32_t, wasm_frame_func_index, (const wasm_frame_t *frame), (frame)) \
  FUNCTION(size_t, wasm_frame_module_offset, (const wasm_frame_t *frame), (frame)) \
  FUNCTION(const wasm_name_t *_Nullable, wasmtime_frame_func_name, (const wasm_frame_t *frame), (frame)) \
  FUNCTION(const wasm_name_t *_Nullable, wasmtime_frame_module_name, (const wasm_frame_t *frame), (frame)) \
  /* Errors. */ \
  FUNCTION(wasmtime_error_t *, wasmtime_error_new, (const char *message), (message)) \
  FUNCTION(void, wasmtime_error_delete, (wasmtime_error_t *error), (error)) \
  FUNCTION(void, wasmtime_error_message, (const wasmtime_error_t *error, wasm_name_t *out), (error, out)) \
  FUNCTION(bool, wasmtime_error_exit_status, (const wasmtime_error_t *error, int *status), (error, status)) \
  FUNCTION(void, wasmtime_error_wasm_trace, (const wasmtime_error_t *error, wasm_frame_vec_t *out), (error, out)) \
  /* Engine. */ \
  FUNCTION(wasm_config_t *, wasm_config_new, (void), ()) \
  FUNCTION(void, wasmtime_config_epoch_interruption_set, (wasm_config_t *config, bool value), (config, value)) \
  FUNCTION(void, wasmtime_config_max_wasm_stack_set, (wasm_config_t *config, size_t bytes), (config, bytes)) \
  FUNCTION(void, wasmtime_config_async_stack_size_set, (wasm_config_t *config, size_t bytes), (config, bytes)) \
  FUNCTION(void, wasmtime_config_cranelift_nan_canonicalization_set, (wasm_config_t *config, bool value), (config, value)) \
  FUNCTION(void, wasmtime_config_cranelift_opt_level_set, (wasm_config_t *config, uint8_t level), (config, level)) \
  FUNCTION(void, wasmtime_config_cranelift_regalloc_algorithm_set, (wasm_config_t *config, uint8_t algorithm), (config, algorithm)) \
  FUNCTION(void, wasmtime_config_parallel_compilation_set, (wasm_config_t *config, bool value), (config, value)) \
  FUNCTION(void, wasmtime_config_memory_init_cow_set, (wasm_config_t *config, bool value), (config, value)) \
  FUNCTION(void, wasmtime_config_host_memory_creator_set, (wasm_config_t *config, const wasmtime_memory_creator_t *creator), (config, creator)) \
  FUNCTION(void, wasmtime_config_wasm_relaxed_simd_deterministic_set, (wasm_config_t *config, bool value), (config, value)) \
  FUNCTION(void, wasmtime_config_wasm_threads_set, (wasm_config_t *config, bool value), (config, value)) \
  FUNCTION(void, wasmtime_config_wasm_component_model_async_set, (wasm_config_t *config, bool value), (config, value)) \
  FUNCTION(void, wasmtime_config_concurrency_support_set, (wasm_config_t *config, bool value), (config, value)) \
  FUNCTION(wasm_engine_t *_Nullable, wasm_engine_new_with_config, (wasm_config_t *config), (config)) \
  FUNCTION(void, wasm_engine_delete, (wasm_engine_t *engine), (engine)) \
  FUNCTION(void, wasmtime_engine_increment_epoch, (wasm_engine_t *engine), (engine)) \
  /* Stores. */ \
  FUNCTION(wasmtime_store_t *, wasmtime_store_new, (wasm_engine_t *engine, void *_Nullable data, wasmtime_finalizer_t _Nullable finalizer), (engine, data, finalizer)) \
  FUNCTION(void, wasmtime_store_delete, (wasmtime_store_t *store), (store)) \
  FUNCTION(wasmtime_context_t *, wasmtime_store_context, (wasmtime_store_t *store), (store)) \
  FUNCTION(void, wasmtime_store_limiter, (wasmtime_store_t *store, int64_t memory, int64_t table, int64_t instances, int64_t tables, int64_t memories), (store, memory, table, instances, tables, memories)) \
  FUNCTION(void, wasmtime_store_epoch_deadline_callback, (wasmtime_store_t *store, wasmtime_deadline_callback_t callback, void *_Nullable data, wasmtime_finalizer_t _Nullable finalizer), (store, callback, data, finalizer)) \
  FUNCTION(void *_Nullable, wasmtime_context_get_data, (const wasmtime_context_t *context), (context)) \
  FUNCTION(void, wasmtime_context_set_epoch_deadline, (wasmtime_context_t *context, uint64_t ticks), (context, ticks)) \
  FUNCTION(bool, wasmtime_call_future_poll, (wasmtime_call_future_t *future), (future)) \
  FUNCTION(void, wasmtime_call_future_delete, (wasmtime_call_future_t *future), (future)) \
  /* Components. */ \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_new, (const wasm_engine_t *engine, const uint8_t *_Nullable bytes, size_t size, wasmtime_component_t *_Nullable *_Nonnull out), (engine, bytes, size, out)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_serialize, (const wasmtime_component_t *component, wasm_byte_vec_t *out), (component, out)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_deserialize, (const wasm_engine_t *engine, const uint8_t *_Nullable bytes, size_t size, wasmtime_component_t *_Nullable *_Nonnull out), (engine, bytes, size, out)) \
  FUNCTION(void, wasmtime_component_delete, (wasmtime_component_t *component), (component)) \
  FUNCTION(void, wasmtime_component_export_index_delete, (wasmtime_component_export_index_t *index), (index)) \
  FUNCTION(wasmtime_component_export_index_t *_Nullable, wasmtime_component_instance_get_export_index, (const wasmtime_component_instance_t *instance, wasmtime_context_t *context, const wasmtime_component_export_index_t *_Nullable parent, const char *name, size_t size), (instance, context, parent, name, size)) \
  FUNCTION(bool, wasmtime_component_instance_get_func, (const wasmtime_component_instance_t *instance, wasmtime_context_t *context, const wasmtime_component_export_index_t *index, wasmtime_component_func_t *out), (instance, context, index, out)) \
  FUNCTION(wasmtime_call_future_t *, wasmtime_component_func_call_async, (const wasmtime_component_func_t *func, wasmtime_context_t *context, const wasmtime_component_val_t *_Nullable arguments, size_t argument_count, wasmtime_component_val_t *_Nullable results, size_t result_count, wasmtime_error_t *_Nullable *_Nonnull error), (func, context, arguments, argument_count, results, result_count, error)) \
  /* Linkers. */ \
  FUNCTION(wasmtime_component_linker_t *, wasmtime_component_linker_new, (const wasm_engine_t *engine), (engine)) \
  FUNCTION(void, wasmtime_component_linker_delete, (wasmtime_component_linker_t *linker), (linker)) \
  FUNCTION(wasmtime_component_linker_instance_t *, wasmtime_component_linker_root, (wasmtime_component_linker_t *linker), (linker)) \
  FUNCTION(void, wasmtime_component_linker_instance_delete, (wasmtime_component_linker_instance_t *instance), (instance)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_linker_instance_add_instance, (wasmtime_component_linker_instance_t *instance, const char *name, size_t size, wasmtime_component_linker_instance_t *_Nullable *_Nonnull out), (instance, name, size, out)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_linker_instance_add_func_async, (wasmtime_component_linker_instance_t *instance, const char *name, size_t size, wasmtime_component_func_async_callback_t callback, void *_Nullable data, wasmtime_finalizer_t _Nullable finalizer), (instance, name, size, callback, data, finalizer)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_linker_instance_add_resource, (wasmtime_component_linker_instance_t *instance, const char *name, size_t size, const wasmtime_component_resource_type_t *type, wasmtime_component_resource_destructor_t destructor, void *_Nullable data, wasmtime_finalizer_t _Nullable finalizer), (instance, name, size, type, destructor, data, finalizer)) \
  FUNCTION(wasmtime_call_future_t *, wasmtime_component_linker_instantiate_async, (const wasmtime_component_linker_t *linker, wasmtime_context_t *context, const wasmtime_component_t *component, wasmtime_component_instance_t *out, wasmtime_error_t *_Nullable *_Nonnull error), (linker, context, component, out, error)) \
  /* Values. */ \
  FUNCTION(void, wasmtime_component_vallist_new_uninit, (wasmtime_component_vallist_t *out, size_t size), (out, size)) \
  FUNCTION(void, wasmtime_component_valtuple_new_uninit, (wasmtime_component_valtuple_t *out, size_t size), (out, size)) \
  FUNCTION(void, wasmtime_component_valrecord_new_uninit, (wasmtime_component_valrecord_t *out, size_t size), (out, size)) \
  FUNCTION(void, wasmtime_component_valflags_new_uninit, (wasmtime_component_valflags_t *out, size_t size), (out, size)) \
  FUNCTION(void, wasmtime_component_valmap_new_uninit, (wasmtime_component_valmap_t *out, size_t size), (out, size)) \
  FUNCTION(wasmtime_component_val_t *, wasmtime_component_val_new, (wasmtime_component_val_t *value), (value)) \
  FUNCTION(void, wasmtime_component_val_delete, (wasmtime_component_val_t *value), (value)) \
  /* Resources. */ \
  FUNCTION(wasmtime_component_resource_type_t *, wasmtime_component_resource_type_new_host, (uint32_t type), (type)) \
  FUNCTION(void, wasmtime_component_resource_type_delete, (wasmtime_component_resource_type_t *type), (type)) \
  FUNCTION(wasmtime_component_resource_any_t *, wasmtime_component_resource_any_clone, (const wasmtime_component_resource_any_t *resource), (resource)) \
  FUNCTION(bool, wasmtime_component_resource_any_owned, (const wasmtime_component_resource_any_t *resource), (resource)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_resource_any_drop, (wasmtime_context_t *context, const wasmtime_component_resource_any_t *resource), (context, resource)) \
  FUNCTION(void, wasmtime_component_resource_any_delete, (wasmtime_component_resource_any_t *resource), (resource)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_resource_any_to_host, (wasmtime_context_t *context, const wasmtime_component_resource_any_t *resource, wasmtime_component_resource_host_t *_Nullable *_Nonnull out), (context, resource, out)) \
  FUNCTION(wasmtime_component_resource_host_t *, wasmtime_component_resource_host_new, (bool owned, uint32_t representation, uint32_t type), (owned, representation, type)) \
  FUNCTION(uint32_t, wasmtime_component_resource_host_rep, (const wasmtime_component_resource_host_t *resource), (resource)) \
  FUNCTION(uint32_t, wasmtime_component_resource_host_type, (const wasmtime_component_resource_host_t *resource), (resource)) \
  FUNCTION(void, wasmtime_component_resource_host_delete, (wasmtime_component_resource_host_t *resource), (resource)) \
  FUNCTION(wasmtime_error_t *_Nullable, wasmtime_component_resource_host_to_any, (wasmtime_context_t *context, const wasmtime_component_resource_host_t *resource, wasmtime_component_resource_any_t *_Nullable *_Nonnull out), (context, resource, out))
