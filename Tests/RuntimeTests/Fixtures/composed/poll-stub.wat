;; Passes on a pollable of the host's, in a later version than its caller's.
(component
  (import "wasi:io/poll@0.2.3" (instance $poll
    (export "pollable" (type $pollable (sub resource)))))
  (alias export $poll "pollable" (type $pollable))
  (import "test:run/source" (instance $source
    (alias outer 1 $pollable (type $outer))
    (export "pollable" (type $pollable' (eq $outer)))
    (export "subscribe" (func (result (own $pollable'))))))
  (core func $subscribe (canon lower (func $source "subscribe")))
  (core module $m
    (import "source" "subscribe" (func $subscribe (result i32)))
    (func (export "subscribe") (result i32) (call $subscribe)))
  (core instance $i (instantiate $m
    (with "source" (instance (export "subscribe" (func $subscribe))))))
  (func $give (result (own $pollable)) (canon lift (core func $i "subscribe")))
  (instance $clock (export "pollable" (type $pollable)) (export "subscribe" (func $give)))
  (export "test:run/clock" (instance $clock)))
