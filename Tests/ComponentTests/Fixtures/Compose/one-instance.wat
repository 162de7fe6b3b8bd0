;; Gives both interfaces from one instance: one resource.
(component
  (component $c
    (type $t (resource (rep i32)))
    (export "r" (type $t)))
  (instance $i (instantiate $c))
  (export "x:y/a" (instance $i))
  (export "x:y/b" (instance $i)))
