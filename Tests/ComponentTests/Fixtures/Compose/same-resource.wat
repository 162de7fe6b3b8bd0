;; Wants two interfaces whose resource is one.
(component
  (import "x:y/a" (instance $a (export "r" (type (sub resource)))))
  (alias export $a "r" (type $r))
  (import "x:y/b" (instance (alias outer 1 $r (type $s)) (export "r" (type (eq $s))))))
