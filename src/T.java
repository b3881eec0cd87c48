package com.modalarmor.text;
import java.util.*;
public class T { static final java.lang.management.ThreadMXBean B=java.lang.management.ManagementFactory.getThreadMXBean();
 public static Map<String,long[]> M=new TreeMap<>(); public static boolean on=true;
 static long t(){return on?B.getCurrentThreadCpuTime():0;}
 static void add(String n,long t0,int d,int v){ if(!on)return; long[] x=M.computeIfAbsent(n,k->new long[4]); x[0]+=B.getCurrentThreadCpuTime()-t0; x[1]++; x[2]+=v; }
 static int ev(Evidence e,char[] c,int l){ long t0=t(); int r=e.read(c,l); add("Evidence",t0,0,0); return r; }
}
