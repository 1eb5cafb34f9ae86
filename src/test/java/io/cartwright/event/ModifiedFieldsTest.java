package io.cartwright.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModifiedFieldsTest {
  private static String between(String before, String after) {
    byte[] found =
        ModifiedFields.between(
            before.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            after.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return new String(found, StandardCharsets.UTF_8).replace('"', '\'');
  }

  @Test
  void whatStaysIsNotTold() {
    assertEquals("{}", between("{}", "{}"));
    assertEquals(
        "{}", between("{'a':1,'b':{'c':[1,{'d':'x'}]}}", "{'a':1,'b':{'c':[1,{'d':'x'}]}}"));
    assertEquals("{}", between("{'a':1,'b':2}", "{'b':2,'a':1}"));
  }

  @Test
  void aFieldIsToldWithWhatItWas() {
    assertEquals("{'a':1}", between("{'a':1,'b':true}", "{'a':12,'b':true}"));
    assertEquals("{'b':'x'}", between("{'a':1,'b':'x'}", "{'a':1,'b':'y'}"));
    assertEquals("{'b':false}", between("{'a':1,'b':false}", "{'a':1,'b':true}"));
  }

  @Test
  void whatIsNewWasNullAndWhatIsGoneIsToldWhole() {
    assertEquals("{'b':null}", between("{'a':1,'c':3}", "{'a':1,'b':{'x':2},'c':3}"));
    assertEquals("{'b':{'x':2}}", between("{'a':1,'b':{'x':2},'c':3}", "{'a':1,'c':3}"));
    assertEquals("{'a':1,'c':null,'b':null}", between("{'a':1}", "{'c':1,'b':2}"));
  }

  @Test
  void objectsAreGoneIntoAndListsAreNot() {
    assertEquals(
        "{'a.b.c':1,'a.e':null}",
        between("{'a':{'b':{'c':1,'d':2}}}", "{'a':{'b':{'c':3,'d':2},'e':5}}"));
    assertEquals("{'a':[{'b':1}]}", between("{'a':[{'b':1}]}", "{'a':[{'b':2}]}"));
    assertEquals("{'a':{'b':1}}", between("{'a':{'b':1}}", "{'a':null}"));
  }

  @Test
  void namesAndTextsMayHoldAnything() {
    assertEquals(
        "{'n.@a/b.x\\\\.y\\\\[0\\\\]':'{,'}",
        between("{'n':{'@a/b':{'x.y[0]':'{,'}}}", "{'n':{'@a/b':{'x.y[0]':'}'}}}"));
    assertEquals("{'a':'\\\\'}", between("{'a':'\\\\','b':1}", "{'a':'\\\\\\\\','b':1}"));
    assertEquals("{'a':'é'}", between("{'a':'é', 'b' : 1 }", "{ 'a':'è','b':1}"));
  }

  @Test
  void manyMembersAreCompared() {
    StringBuilder before = new StringBuilder("{'z':0");
    StringBuilder after = new StringBuilder("{'z':0");
    for (int i = 0; i < 100; i++) {
      before.append(",'f").append(i).append("':").append(i);
      after.append(",'f").append(i).append("':").append(i == 70 ? -1 : i);
    }
    assertEquals(
        "{'f70':70}", between(before.append('}').toString(), after.append('}').toString()));
  }
}
