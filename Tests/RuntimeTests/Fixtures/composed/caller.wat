;; Calls a stub's resource: makes it, uses it, drops it.
(component
  (import "test:run/history@0.2.0" (instance $history
    (export "api" (type $api (sub resource)))
    (export "[constructor]api" (func (param "start" u32) (result (own $api))))
    (export "[method]api.add" (func (param "self" (borrow $api)) (param "n" u32) (result u32)))))
  (alias export $history "api" (type $api))
  (core func $new (canon lower (func $history "[constructor]api")))
  (core func $add (canon lower (func $history "[method]api.add")))
  (core func $drop (canon resource.drop $api))
  (core module $m
    (import "history" "new" (func $new (param i32) (result i32)))
    (import "history" "add" (func $add (param i32 i32) (result i32)))
    (import "history" "drop" (func $drop (param i32)))
    (func (export "run") (result i32)
      (local $api i32)
      (local $sum i32)
      (local.set $api (call $new (i32.const 7)))
      (local.set $sum (call $add (local.get $api) (i32.const 5)))
      (call $drop (local.get $api))
      (local.get $sum)))
  (core instance $i (instantiate $m (with "history" (instance
    (export "new" (func $new)) (export "add" (func $add)) (export "drop" (func $drop))))))
  (func (export "run") (result u32) (canon lift (core func $i "run"))))
