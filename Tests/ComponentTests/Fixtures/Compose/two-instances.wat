;; Gives each interface from an instance of its own: two resources.
(component
  (component $c
    (type $t (resource (rep i32)))
    (export "r" (type $t)))
  (instance $i (instantiate $c))
  (instance $j (instantiate $c))
  (export "x:y/a" (instance $i))
  (export "x:y/b" (instance $j)))
