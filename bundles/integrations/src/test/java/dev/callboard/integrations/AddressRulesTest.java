package dev.callboard.integrations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.integrations.AddressRules.Reach;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {
  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "9.255.255.255, PUBLIC",
    "11.0.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.32.0.0, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.128.0.0, PUBLIC",
    "2606:4700::1, PUBLIC",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.1.1, PRIVATE",
    "fc00::1, PRIVATE",
    "fdff::1, PRIVATE",
    "0.0.0.0, FORBIDDEN",
    "127.0.0.1, FORBIDDEN",
    "127.255.255.255, FORBIDDEN",
    "100.64.0.1, FORBIDDEN",
    "169.254.169.254, FORBIDDEN",
    "224.0.0.1, FORBIDDEN",
    "255.255.255.255, FORBIDDEN",
    "::, FORBIDDEN",
    "::1, FORBIDDEN",
    "fe80::1, FORBIDDEN",
    "ff02::1, FORBIDDEN",
    "fd00:ec2::254, FORBIDDEN",
    "64:ff9b::7f00:1, FORBIDDEN",
    "64:ff9b::808:808, PUBLIC",
    "2002:7f00:1::, FORBIDDEN",
    "2002:a00:1::, PRIVATE",
    "::ffff:169.254.169.254, FORBIDDEN"
  })
  void S02_eachAddressHasItsReach(String address, Reach reach) throws UnknownHostException {
    assertEquals(reach, AddressRules.reach(InetAddress.getByName(address)));
  }
}
