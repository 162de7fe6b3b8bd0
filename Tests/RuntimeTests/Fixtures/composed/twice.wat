;; Stands on the counter.
(component
  (import "test:run/counter" (instance $counter (export "next" (func (result u32)))))
  (core func $next (canon lower (func $counter "next")))
  (core module $m
    (import "counter" "next" (func $next (result i32)))
    (func (export "twice") (result i32) (drop (call $next)) (call $next)))
  (core instance $i (instantiate $m (with "counter" (instance (export "next" (func $next))))))
  (func $twice (result u32) (canon lift (core func $i "twice")))
  (instance $both (export "twice" (func $twice)))
  (export "test:run/twice" (instance $both)))
