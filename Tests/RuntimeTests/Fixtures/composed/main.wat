;; Calls the counter directly and through another.
(component
  (import "test:run/counter" (instance $counter (export "next" (func (result u32)))))
  (import "test:run/twice" (instance $twice (export "twice" (func (result u32)))))
  (core func $next (canon lower (func $counter "next")))
  (core func $both (canon lower (func $twice "twice")))
  (core module $m
    (import "stubs" "next" (func $next (result i32)))
    (import "stubs" "twice" (func $twice (result i32)))
    (func (export "run") (result i32)
      (i32.mul (call $next) (i32.const 100))
      (i32.mul (call $twice) (i32.const 10))
      (call $next)
      (i32.add)
      (i32.add)))
  (core instance $i (instantiate $m (with "stubs" (instance
    (export "next" (func $next)) (export "twice" (func $both))))))
  (func (export "run") (result u32) (canon lift (core func $i "run"))))
