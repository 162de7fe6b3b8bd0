;; Things that say, when they are dropped, so much that the sum of them can be asked for.
(component
  (core module $m
    (global $gone (mut i32) (i32.const 0))
    (func (export "drop") (param i32)
      (global.set $gone (i32.add (global.get $gone) (local.get 0))))
    (func (export "gone") (result i32) (global.get $gone)))
  (core instance $i (instantiate $m))
  (type $thing (resource (rep i32) (dtor (core func $i "drop"))))
  (type $other (resource (rep i32)))
  (core func $new (canon resource.new $thing))
  (core func $new-other (canon resource.new $other))
  (func $make (param "weight" u32) (result (own $thing)) (canon lift (core func $new)))
  (func $make-other (param "weight" u32) (result (own $other)) (canon lift (core func $new-other)))
  (func $gone (result u32) (canon lift (core func $i "gone")))
  (instance $things
    (export "other" (type $other))
    (export "thing" (type $thing))
    (export "make" (func $make))
    (export "make-other" (func $make-other))
    (export "gone" (func $gone)))
  (export "test:droppable/things" (instance $things)))
