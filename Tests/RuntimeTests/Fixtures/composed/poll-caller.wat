;; Knows the pollable of one version, and gets it from a stub that knows another.
(component
  (import "wasi:io/poll@0.2.0" (instance $poll
    (export "pollable" (type $pollable (sub resource)))
    (export "[method]pollable.ready" (func (param "self" (borrow $pollable)) (result bool)))))
  (alias export $poll "pollable" (type $pollable))
  (import "test:run/clock" (instance $clock
    (alias outer 1 $pollable (type $outer))
    (export "pollable" (type $pollable' (eq $outer)))
    (export "subscribe" (func (result (own $pollable'))))))
  (core func $ready (canon lower (func $poll "[method]pollable.ready")))
  (core func $subscribe (canon lower (func $clock "subscribe")))
  (core func $drop (canon resource.drop $pollable))
  (core module $m
    (import "poll" "ready" (func $ready (param i32) (result i32)))
    (import "poll" "subscribe" (func $subscribe (result i32)))
    (import "poll" "drop" (func $drop (param i32)))
    (func (export "run") (result i32)
      (local $pollable i32)
      (local $ready i32)
      (local.set $pollable (call $subscribe))
      (local.set $ready (call $ready (local.get $pollable)))
      (call $drop (local.get $pollable))
      (local.get $ready)))
  (core instance $i (instantiate $m (with "poll" (instance
    (export "ready" (func $ready)) (export "subscribe" (func $subscribe))
    (export "drop" (func $drop))))))
  (func (export "run") (result u32) (canon lift (core func $i "run"))))
