;; Counts: whoever shares its instance sees the others' steps.
(component
  (core module $m
    (global $count (mut i32) (i32.const 0))
    (func (export "next") (result i32)
      (global.set $count (i32.add (global.get $count) (i32.const 1)))
      (global.get $count)))
  (core instance $i (instantiate $m))
  (func $next (result u32) (canon lift (core func $i "next")))
  (instance $counter (export "next" (func $next)))
  (export "test:run/counter" (instance $counter)))
