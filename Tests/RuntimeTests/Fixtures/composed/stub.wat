;; Gives the resource in a later version, and asks the host for something itself.
(component
  (import "test:run/rate" (instance $rate
    (export "of" (func (param "n" u32) (result u32)))))
  (core func $of (canon lower (func $rate "of")))
  (core module $m
    (import "rate" "of" (func $of (param i32) (result i32)))
    (func (export "add") (param $start i32) (param $n i32) (result i32)
      (i32.add (local.get $start) (call $of (local.get $n)))))
  (core instance $i (instantiate $m (with "rate" (instance (export "of" (func $of))))))
  (type $api (resource (rep i32)))
  (core func $new (canon resource.new $api))
  (func $make (param "start" u32) (result (own $api)) (canon lift (core func $new)))
  (func $add (param "self" (borrow $api)) (param "n" u32) (result u32)
    (canon lift (core func $i "add")))
  ;; A constructor is one only where the resource has its name.
  (component $named
    (import "api" (type $api (sub resource)))
    (import "make" (func $make (param "start" u32) (result (own $api))))
    (import "add" (func $add (param "self" (borrow $api)) (param "n" u32) (result u32)))
    (export $api' "api" (type $api))
    (export "[constructor]api" (func $make) (func (param "start" u32) (result (own $api'))))
    (export "[method]api.add" (func $add)
      (func (param "self" (borrow $api')) (param "n" u32) (result u32))))
  (instance $history (instantiate $named
    (with "api" (type $api)) (with "make" (func $make)) (with "add" (func $add))))
  (export "test:run/history@0.2.1" (instance $history)))
