;; Gives what `twice.wat` gives, without standing on anything.
(component
  (core module $m (func (export "twice") (result i32) (i32.const 7)))
  (core instance $i (instantiate $m))
  (func $twice (result u32) (canon lift (core func $i "twice")))
  (instance $both (export "twice" (func $twice)))
  (export "test:run/twice" (instance $both)))
